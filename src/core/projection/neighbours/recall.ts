import { mulberry32, shuffledIndices } from '../../random/random'
import { squaredDistance, type Neighbours } from './lists'

/**
 * Share of the true neighbours that were found, by brute force on a random sample of the codes. A found code that is
 * no farther than the k-th true one counts, so equal distances do not matter.
 */
export function neighbourRecall(
  found: Neighbours,
  codes: ArrayLike<number>,
  size: number,
  { rows = 500, seed = 1 } = {},
): number {
  const sample = shuffledIndices(found.count, mulberry32(seed)).subarray(0, rows)
  let hits = 0
  for (const row of sample) {
    const reach = kthDistance(codes, found.count, size, row, found.k)
    const list = found.indices.subarray(row * found.k, (row + 1) * found.k)
    hits += list.filter((other) => squaredDistance(codes, size, row, other) <= reach).length
  }
  return hits / (sample.length * found.k)
}

function kthDistance(codes: ArrayLike<number>, count: number, size: number, row: number, k: number): number {
  const all = new Float64Array(count)
  for (let other = 0; other < count; other++) all[other] = squaredDistance(codes, size, row, other)
  all[row] = Infinity
  return all.sort()[k - 1]!
}
