/**
 * `concepts/ID.json`: a direction in latent space with a name, a unit, a safe range and its quality.
 *
 * An amount `a` moves a code by `a * unitLength * direction`: one unit is one standard deviation of the data along
 * the direction.
 */
export interface ConceptRecord {
  version: 2
  id: string
  modelId: string
  name: string
  /** What a person wrote about it. */
  note: string
  /** Lists show the least first. */
  order: number
  /** Taken out of the lists; kept, so that edits made with it stay what they were. */
  isDeleted: boolean
  source: ConceptSource
  /** Unit vector in latent space, [latentSize]. */
  direction: number[]
  /**
   * Unit normal of the plane that tells pictures with it from those without, [latentSize]: what other concepts must not
   * move along to keep it. Left out where that is the direction itself.
   */
  boundary?: number[]
  /** Standard deviation of the data along the direction, in latent units. */
  unitLength: number
  /** Mean of the data along the direction, in latent units; positions are measured from it. */
  meanAlong: number
  /** The data's 1st and 99th percentile along the direction, in units from the mean. */
  safeRange: [number, number]
  /** Counts of data along the direction, in 24 equal bins from -4 to +4 units. For the slider's background. */
  histogram: number[]
  /** Left out where nothing says which pictures have it, or too few do. */
  quality?: ConceptQuality
  /** Change of every other attribute's probe score (in its own standard deviations) per unit of this concept. */
  leakage: Record<string, number>
  /** How many it was learnt from; none of either where it was found without being told. */
  examples: { positive: number; negative: number }
  createdAt: string
}

/** Where a concept comes from: enough to make it anew for other weights. Pictures are given by their index. */
export type ConceptSource =
  /** Balanced difference of the class means; or the normal of a linear boundary. */
  | { kind: 'labels'; attribute: string; method: LabelMethod }
  /** Regression on a number. */
  | { kind: 'number'; attribute: string }
  /** The difference of the means of two piles. */
  | { kind: 'examples'; having: number[]; lacking: number[] }
  /** The line between two pictures. */
  | { kind: 'faces'; from: number; to: number }
  /** Principal component of the codes, 0 the first. */
  | { kind: 'component'; component: number }
  /** What moves the decoder's first layer most, 0 the most. */
  | { kind: 'factor'; factor: number }
  /** A weighted sum of others' units. */
  | { kind: 'sum'; parts: { conceptId: string; weight: number }[] }

export const labelMethods = ['means', 'logistic', 'svm'] as const
export type LabelMethod = (typeof labelMethods)[number]

export interface ConceptQuality {
  /** On images that nothing learned from, or on each example by what the others say. */
  judgedOn: 'held-out' | 'left-out'
  /** Area under the ROC curve, and where it lies with a chance of 95 %. */
  auc: number
  aucInterval?: [number, number]
  balancedAccuracy: number
  balancedAccuracyInterval?: [number, number]
}

export const histogramBins = 24
export const histogramReach = 4
/** Of either pile. */
export const mostExamples = 1000
