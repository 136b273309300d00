import { mulberry32 } from '../../random/random'
import { clusters } from './clusters'
import { descend } from './descent'
import { exactNeighbours, withDistances } from './exact'
import { NearestLists, squaredDistance, type Neighbours } from './lists'
import { offerPairs, paddedRows, type PaddedRows } from './tile'

/** Up to here every code is compared with every other: it takes about a second and nothing is missed. */
const mostForExact = 12_000

/** Share of the groups that are searched for each group's neighbours. */
const searched = 0.06

/**
 * The `k` nearest neighbours of every code: exact up to `mostForExact`, beyond that found in nearby groups of codes
 * and mended by NN-descent. The same seed gives the same neighbours.
 *
 * @param codes row-major [count, size]
 * @yields share of the work that is done, in [0, 1]
 * @throws RangeError when there are not more than `k` codes
 */
export function* nearestNeighbours(
  codes: ArrayLike<number>,
  count: number,
  size: number,
  k: number,
  { seed = 1, exactUpTo = mostForExact } = {},
): Generator<number, Neighbours> {
  if (k < 1 || count <= k) throw new RangeError(`${count} codes do not have ${k} neighbours each`)
  if (count <= Math.max(exactUpTo, 4 * k)) return yield* exactNeighbours(codes, count, size, k)
  const lists = yield* inGroups(codes, count, size, k, seed)
  const rounds = 8
  let round = 0
  for (const replaced of descend(lists, codes, size, seed))
    yield 0.4 + 0.6 * Math.min(1, (replaced < 1 ? ++round : round) / rounds)
  return withDistances(
    { count, k, indices: lists.indices, distances: new Float32Array(count * k) },
    codes,
    size,
  )
}

/** Neighbours among the codes of nearby groups. */
function* inGroups(
  codes: ArrayLike<number>,
  count: number,
  size: number,
  k: number,
  seed: number,
): Generator<number, NearestLists> {
  const wanted = Math.max(2, Math.round(Math.min(Math.sqrt(count), count / (4 * k))))
  const making = clusters(codes, count, size, wanted, seed)
  let made = making.next()
  for (; !made.done; made = making.next()) yield 0.02
  const rows = paddedRows(codes, size, made.value.groups)
  const lists = new NearestLists(rows.ids.length, k)
  const near = Array.from({ length: wanted }, (_, group) => nearGroups(made.value.centres, size, group))
  for (let group = 0; group < wanted; group++) {
    searchFrom(lists, rows, near, group)
    if (group % 16 === 15) yield 0.02 + 0.38 * (group / wanted)
  }
  return filled(byRow(lists, rows, count), codes, size, seed)
}

/** Each pair of groups once: by the first of the two to which the other is near. */
function searchFrom(lists: NearestLists, rows: PaddedRows, near: readonly number[][], group: number): void {
  for (const other of near[group]!) {
    const isDone = other < group && near[other]!.includes(group)
    if (!isDone) offerPairs(lists, rows, bounds(rows, group), bounds(rows, other))
  }
}

const bounds = (rows: PaddedRows, group: number): [number, number] => [
  rows.starts[group]!,
  rows.starts[group + 1]!,
]

/** The group itself and those whose centres are nearest to its own. */
function nearGroups(centres: Float64Array, size: number, group: number): number[] {
  const count = centres.length / size
  const distance = (other: number): number => {
    let sum = 0
    for (let j = 0; j < size; j++) sum += (centres[group * size + j]! - centres[other * size + j]!) ** 2
    return sum
  }
  const distances = Float64Array.from({ length: count }, (_, other) => distance(other))
  const order = Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]!)
  return order.slice(0, Math.max(4, Math.round(count * searched)))
}

function byRow(lists: NearestLists, rows: PaddedRows, count: number): NearestLists {
  const found = new NearestLists(count, lists.k)
  rows.ids.forEach((row, at) => {
    for (let slot = at * lists.k; row >= 0 && slot < (at + 1) * lists.k; slot++) {
      const other = lists.indices[slot]!
      if (other >= 0) found.insert(row, rows.ids[other]!, lists.squared[slot]!)
    }
  })
  return found
}

/** Rows whose groups held too few others get codes at random, which NN-descent then betters. */
function filled(lists: NearestLists, codes: ArrayLike<number>, size: number, seed: number): NearestLists {
  const random = mulberry32(seed)
  for (let row = 0; row < lists.rows; row++)
    while (lists.worst[row] === Infinity) {
      const other = Math.floor(random() * lists.rows)
      if (other !== row) lists.offer(row, other, squaredDistance(codes, size, row, other))
    }
  return lists
}
