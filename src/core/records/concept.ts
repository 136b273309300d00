/**
 * `concepts/ID.json`: a direction in latent space with a name, a unit, a safe range and its quality.
 *
 * An amount `a` moves a code by `a * unitLength * direction`: one unit is one standard deviation of the data along
 * the direction.
 */
export interface ConceptRecord {
  version: 1
  id: string
  modelId: string
  name: string
  /** Where it comes from: the labels of this attribute, as the difference of balanced class means. */
  source: { kind: 'labels'; attribute: string }
  /** Unit vector in latent space, [latentSize]. */
  direction: number[]
  /** Standard deviation of the data along the direction, in latent units. */
  unitLength: number
  /** Mean of the data along the direction, in latent units; positions are measured from it. */
  meanAlong: number
  /** The data's 1st and 99th percentile along the direction, in units from the mean. */
  safeRange: [number, number]
  /** Counts of data along the direction, in 24 equal bins from -4 to +4 units. For the slider's background. */
  histogram: number[]
  /** Of a linear probe fitted on the training codes and judged on held-out ones. */
  heldOutAuc: number
  balancedAccuracy: number
  /** Change of every other attribute's probe score (in its own standard deviations) per unit of this concept. */
  leakage: Record<string, number>
  examples: { positive: number; negative: number }
  createdAt: string
}

export const histogramBins = 24
export const histogramReach = 4
