import { mulberry32, shuffledIndices } from '../random/random'
import { percentile } from '../statistics/moments'
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

export interface DistanceMeter {
  of(z: ArrayLike<number>): DistanceFromData
}

/** Codes whose nearest neighbour is measured to learn what is usual; more would not move the percentiles visibly. */
const sampleSize = 400

/**
 * Compares a code's distance to its nearest datum with the data's own nearest-neighbour distances.
 * On the data: within the median; near: within the 99th percentile; far: within twice that.
 *
 * @param codes row-major [count, latentSize]
 */
export function createDistanceMeter(codes: Float32Array, count: number, latentSize: number): DistanceMeter {
  const usual = usualDistances(codes, count, latentSize)
  const median = percentile(usual, 0.5)
  const edge = percentile(usual, 0.99)
  return {
    of(z) {
      const distance = Math.sqrt(nearestSquared(codes, count, latentSize, z))
      const level = distance <= median ? 0 : distance <= edge ? 1 : distance <= 2 * edge ? 2 : 3
      return { distance, percentile: shareBelow(usual, distance), level }
    },
  }
}

function usualDistances(codes: Float32Array, count: number, latentSize: number): Float64Array {
  if (count < 2) return Float64Array.of(0)
  const sample = shuffledIndices(count, mulberry32(1)).subarray(0, sampleSize)
  const distances = Float64Array.from(sample, (i) => {
    const z = codes.subarray(i * latentSize, (i + 1) * latentSize)
    return Math.sqrt(nearestSquared(codes, count, latentSize, z, i))
  })
  return distances.sort()
}

function nearestSquared(
  codes: Float32Array,
  count: number,
  latentSize: number,
  z: ArrayLike<number>,
  except = -1,
): number {
  let nearest = Infinity
  for (let i = 0; i < count; i++) {
    if (i === except) continue
    let squared = 0
    for (let j = 0, k = i * latentSize; j < latentSize && squared < nearest; j++, k++)
      squared += (codes[k]! - z[j]!) ** 2
    if (squared < nearest) nearest = squared
  }
  return nearest
}
