/** A map of a model's codes, beside its arrays: positions, row-major [count, dimensions], and for UMAP and t-SNE the codes. */
export type ProjectionRecord = AffineRecord | LocalRecord

/** A map by a formula. */
export interface AffineRecord {
  method: 'axes' | 'pca' | 'raw'
  dimensions: 2 | 3
  latentSize: number
  /** What lies at the map's origin, [latentSize]: of principal components the mean of the codes. */
  mean: number[]
  /** Row-major [dimensions, latentSize]; orthonormal unless there is a lift. */
  basis: number[]
  /** See `AffineMap`; left out where the basis is orthonormal. */
  lift?: number[]
  /** Share of the codes' variance along each axis, in [0, 1]; of principal components. */
  explainedVariance?: number[]
}

/** A map that is known at its points alone. */
export interface LocalRecord {
  method: 'umap' | 'tsne'
  dimensions: 2 | 3
  latentSize: number
  count: number
  /** What it was made with, by the names of `projectionFields`. */
  settings: Record<string, number>
}
