/** How different a generator's pictures are from one another, held against how different the data's are. */
import { percentile } from '../statistics/moments'

export interface Diversity {
  /** Mean distance between two samples / mean distance between two data. */
  relativeSpread: number
  /** Share of the pairs of samples that are near-duplicates, in [0, 1]. */
  duplicateShare: number
  /** The same of the data, by the same measure. */
  dataDuplicateShare: number
  /** Estimated number of different pictures the generator makes; Infinity when no pair is a near-duplicate. */
  support: number
}

/**
 * Compares every pair of samples with every pair of data by Euclidean distance. Two pictures are near-duplicates when
 * they are no further apart than half the median distance from a datum to its nearest other datum.
 *
 * The support follows the birthday paradox (Arora & Zhang 2017, "Do GANs actually learn the distribution?"): of n draws
 * from K equally likely pictures, n (n - 1) / (2 K) pairs are expected to be equal, so K is pairs / duplicates. Where
 * pictures are not equally likely this is 1 / sum p^2. They find K by eye; a distance in pixels or features stands in.
 *
 * @param samples pixels or features, row-major [count, size], at least 2 rows; some hundreds will do
 * @param data row-major [any, size], at least 2 rows; about as many as there are samples
 * @throws RangeError when a table is ragged, too short, or all data are the same
 */
export function diversity(samples: ArrayLike<number>, data: ArrayLike<number>, size: number): Diversity {
  const [made, real] = [pairDistances(samples, size), pairDistances(data, size)]
  if (!(mean(real.all) > 0))
    throw new RangeError('the data are all the same, nothing can be more or less diverse')
  const limit = percentile(real.nearest.sort(), 0.5) / 2
  const duplicateShare = shareWithin(made.all, limit)
  return {
    relativeSpread: mean(made.all) / mean(real.all),
    duplicateShare,
    dataDuplicateShare: shareWithin(real.all, limit),
    support: 1 / duplicateShare,
  }
}

/** Samples less than half as far apart as the data are one picture with variations. */
const leastSpread = 0.5
/** One pair in twenty equal: about twenty pictures, over and over. */
const mostDuplicates = 0.05

/**
 * The rule for mode collapse: the spread of the samples is below half of the data's, or more than one pair in twenty is a
 * near-duplicate and that is over five times as many as in the data (a set of ten icons has duplicates by right).
 */
export function hasCollapsed(of: Diversity): boolean {
  return (
    of.relativeSpread < leastSpread ||
    (of.duplicateShare > mostDuplicates && of.duplicateShare > 5 * of.dataDuplicateShare)
  )
}

interface PairDistances {
  /** One per pair. */
  all: Float64Array
  /** From each row to the nearest other one. */
  nearest: Float64Array
}

function pairDistances(rows: ArrayLike<number>, size: number): PairDistances {
  const count = rows.length / size
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`${rows.length} numbers are not two or more rows of ${size}`)
  const all = new Float64Array((count * (count - 1)) / 2)
  const nearest = new Float64Array(count).fill(Infinity)
  for (let i = 0, pair = 0; i < count; i++)
    for (let j = 0; j < i; j++, pair++) {
      const distance = distanceBetween(rows, size, i, j)
      all[pair] = distance
      nearest[i] = Math.min(nearest[i]!, distance)
      nearest[j] = Math.min(nearest[j]!, distance)
    }
  return { all, nearest }
}

function distanceBetween(rows: ArrayLike<number>, size: number, i: number, j: number): number {
  let squared = 0
  for (let k = 0; k < size; k++) squared += (rows[i * size + k]! - rows[j * size + k]!) ** 2
  return Math.sqrt(squared)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function shareWithin(distances: Float64Array, limit: number): number {
  return distances.reduce((sum, distance) => sum + (distance <= limit ? 1 : 0), 0) / distances.length
}
