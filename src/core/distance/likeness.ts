import { mulberry32 } from '../random/random'
import { euclidean } from '../statistics/euclidean'

const pairs = 400
const seed = 1

/**
 * How far two codes of the data usually are from each other: the median Euclidean distance of pairs drawn at random,
 * the same each time.
 *
 * @param codes row-major [count, size]
 */
export function usualDistance(codes: Float32Array, size: number): number {
  const count = codes.length / size
  const random = mulberry32(seed)
  const drawn = (): Float32Array => {
    const row = Math.floor(random() * count)
    return codes.subarray(row * size, (row + 1) * size)
  }
  const distances = Float64Array.from({ length: pairs }, () => euclidean(drawn(), drawn())).sort()
  return distances[pairs / 2] ?? 0
}

/**
 * Likeness of two pictures by their codes, in [0, 1]: 1 when the encoder finds them the same, 0 when they are as far
 * from each other as two pictures of the data usually are, or farther.
 *
 * @param usual as `usualDistance` says
 */
export function likenessOf(a: ArrayLike<number>, b: ArrayLike<number>, usual: number): number {
  return usual > 0 ? Math.max(0, 1 - euclidean(a, b) / usual) : 1
}
