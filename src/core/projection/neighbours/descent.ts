import { mulberry32 } from '../../random/random'
import type { NearestLists } from './lists'
import { squaredDistance } from './lists'

/** Neighbours of one code that are compared with one another in a round. */
const joined = 24
const mostRounds = 12
/** A round that mends fewer than this share of all entries is the last. */
const settled = 0.002

/**
 * NN-descent (Dong, Charikar & Li 2011): a neighbour's neighbour is likely a neighbour. Each code's neighbours, and those
 * whose neighbour it is, are compared with one another; pairs that were compared before are left out.
 *
 * @param lists mended in place
 * @yields the share of the entries that the round has replaced
 */
export function* descend(
  lists: NearestLists,
  codes: ArrayLike<number>,
  size: number,
  seed: number,
): Generator<number, void> {
  const random = mulberry32(seed)
  const isNew = new Uint8Array(lists.indices.length).fill(1)
  for (let round = 0; round < mostRounds; round++) {
    const candidates = gathered(lists, isNew, random)
    const before = lists.indices.slice()
    for (let i = 0; i < lists.rows; i++) {
      join(lists, codes, size, candidates, i)
      if (i % 4096 === 4095) yield 1
    }
    const replaced = markNew(lists, before, isNew, candidates.fresh)
    yield replaced
    if (replaced < settled) return
  }
}

/** Up to `joined` new and as many old candidates of each row; -1 ends a list. */
interface Candidates {
  fresh: Int32Array
  old: Int32Array
}

/** Forward and reverse neighbours; where there are too many, a reservoir keeps each with the same chance. */
function gathered(lists: NearestLists, isNew: Uint8Array, random: () => number): Candidates {
  const found = {
    fresh: new Int32Array(lists.rows * joined).fill(-1),
    old: new Int32Array(lists.rows * joined).fill(-1),
  }
  const seen = { fresh: new Uint32Array(lists.rows), old: new Uint32Array(lists.rows) }
  const add = (kind: 'fresh' | 'old', row: number, other: number): void => {
    const count = seen[kind][row]!++
    const slot = count < joined ? count : Math.floor(random() * (count + 1))
    if (slot < joined) found[kind][row * joined + slot] = other
  }
  lists.indices.forEach((other, at) => {
    const row = Math.floor(at / lists.k)
    const kind = isNew[at] === 1 ? 'fresh' : 'old'
    add(kind, row, other)
    add(kind, other, row)
  })
  return found
}

function join(
  lists: NearestLists,
  codes: ArrayLike<number>,
  size: number,
  { fresh, old }: Candidates,
  row: number,
): void {
  const first = row * joined
  for (let p = first; p < first + joined && fresh[p]! >= 0; p++) {
    for (let q = p + 1; q < first + joined && fresh[q]! >= 0; q++)
      compare(lists, codes, size, fresh[p]!, fresh[q]!)
    for (let q = first; q < first + joined && old[q]! >= 0; q++)
      compare(lists, codes, size, fresh[p]!, old[q]!)
  }
}

function compare(lists: NearestLists, codes: ArrayLike<number>, size: number, a: number, b: number): void {
  if (a === b) return
  const squared = squaredDistance(codes, size, a, b)
  lists.offer(a, b, squared)
  lists.offer(b, a, squared)
}

/** New are entries that were not in their row before or whose turn has not come. @returns the share of the former */
function markNew(lists: NearestLists, before: Int32Array, isNew: Uint8Array, fresh: Int32Array): number {
  const wasNew = isNew.slice()
  let replaced = 0
  for (let row = 0, first = 0; row < lists.rows; row++, first += lists.k) {
    const known = before.subarray(first, first + lists.k)
    const taken = fresh.subarray(row * joined, (row + 1) * joined)
    for (let at = first; at < first + lists.k; at++) {
      const place = known.indexOf(lists.indices[at]!)
      if (place < 0) replaced++
      const isDone = place >= 0 && (wasNew[first + place] === 0 || taken.includes(lists.indices[at]!))
      isNew[at] = isDone ? 0 : 1
    }
  }
  return replaced / isNew.length
}
