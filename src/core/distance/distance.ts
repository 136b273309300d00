import { mulberry32, shuffledIndices } from '../random/random'
import { percentile } from '../statistics/moments'
import { nearestCodes } from './nearest-codes'
import { shareBelow } from './ranks'

/** How far from the data a code is, so that a picture from nowhere is never taken for one of the data. */
export interface DistanceFromData {
  /** Euclidean distance to the nearest code of the data, in latent units. */
  distance: number
  /** Share of the data that is closer to its own nearest neighbour than this, in [0, 1]. */
  percentile: number
  level: DistanceLevel
}

export type DistanceLevel = 0 | 1 | 2 | 3
export const distanceWords = [
  'on the data',
  'near the data',
  'far from the data',
  'nowhere near the data',
] as const

/** Codes whose nearest neighbour is measured to learn what is usual; more would not move the percentiles visibly. */
const sampleSize = 400

/**
 * How far some of the data are from their own nearest neighbours, in latent units, ascending; [at most 400].
 *
 * @param codes row-major [count, latentSize]
 * @yields every fraction of a millisecond
 */
export function* usualDistances(
  codes: Float32Array,
  count: number,
  latentSize: number,
): Generator<void, Float64Array> {
  if (count < 2) return Float64Array.of(0)
  const sample = shuffledIndices(count, mulberry32(1)).subarray(0, sampleSize)
  const distances = new Float64Array(sample.length)
  for (const [slot, i] of sample.entries())
    distances[slot] = yield* distanceFromData(codes, codes.subarray(i * latentSize, (i + 1) * latentSize), i)
  return distances.sort()
}

/**
 * Euclidean distance of a code to the nearest of others, in latent units.
 *
 * @param codes row-major [count, latentSize]
 * @param except an index that is left out; -1 for none
 * @yields every fraction of a millisecond
 */
export function* distanceFromData(
  codes: Float32Array,
  z: ArrayLike<number>,
  except = -1,
): Generator<void, number> {
  const { distances } = yield* nearestCodes(codes, z, 1, except)
  return distances[0] ?? Infinity
}

/**
 * A distance held against the data's own.
 * On the data: within the median; near: within the 99th percentile; far: within twice that.
 *
 * @param usual as `usualDistances` gives them
 */
export function judgeDistance(usual: Float64Array, distance: number): DistanceFromData {
  const [median, edge] = [percentile(usual, 0.5), percentile(usual, 0.99)]
  const level = distance <= median ? 0 : distance <= edge ? 1 : distance <= 2 * edge ? 2 : 3
  return { distance, percentile: shareBelow(usual, distance), level }
}
