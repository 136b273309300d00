import { NearestLists, squaredDistance, type Neighbours } from './lists'
import { offerPairs, paddedRows, type PaddedRows } from './tile'

/** Rows whose distances to one another stay in the processor's cache; also what is done between two yields. */
const block = 64

/**
 * The nearest neighbours by comparing every code with every other, each pair once.
 *
 * @param codes row-major [count, size]
 * @yields share of the work that is done, in [0, 1]
 */
export function* exactNeighbours(
  codes: ArrayLike<number>,
  count: number,
  size: number,
  k: number,
): Generator<number, Neighbours> {
  const rows = paddedRows(codes, size, [Int32Array.from({ length: count }, (_, i) => i)])
  const padded = rows.ids.length
  const lists = new NearestLists(padded, k)
  for (let from = 0; from < padded; from += block) {
    for (let other = from; other < padded; other += block)
      offerPairs(lists, rows, stretch(from, padded), stretch(other, padded))
    yield 1 - (1 - Math.min(1, (from + block) / padded)) ** 2
  }
  return unpadded(lists, rows, codes, count)
}

const stretch = (from: number, end: number): [number, number] => [from, Math.min(from + block, end)]

/** The lists by row instead of by padded row; distances anew, since sums of norms lose the digits of small ones. */
function unpadded(
  lists: NearestLists,
  rows: PaddedRows,
  codes: ArrayLike<number>,
  count: number,
): Neighbours {
  const { k } = lists
  const found = { count, k, indices: new Int32Array(count * k), distances: new Float32Array(count * k) }
  rows.ids.forEach((row, at) => {
    for (let slot = 0; row >= 0 && slot < k; slot++)
      found.indices[row * k + slot] = rows.ids[lists.indices[at * k + slot]!] ?? -1
  })
  return withDistances(found, codes, rows.size)
}

export function withDistances(found: Neighbours, codes: ArrayLike<number>, size: number): Neighbours {
  for (let i = 0; i < found.count; i++)
    for (let slot = i * found.k; slot < (i + 1) * found.k; slot++)
      found.distances[slot] = Math.sqrt(squaredDistance(codes, size, i, found.indices[slot]!))
  return found
}
