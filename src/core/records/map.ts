/** `maps/ID/map.json`; the positions lie beside it in positions.npy (float32 [count, dimensions]). */
export interface MapRecord {
  version: 1
  id: string
  modelId: string
  method: 'pca'
  dimensions: 2 | 3
  latentSize: number
  /** Mean of the codes, [latentSize]. */
  mean: number[]
  /** Orthonormal rows, row-major [dimensions, latentSize]. */
  basis: number[]
  /** Share of the codes' variance along each row, in [0, 1]. */
  explainedVariance: number[]
  createdAt: string
}
