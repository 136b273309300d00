import type { Neighbours } from './neighbours/lists'

/** A graph whose edges go both ways; each is held in both directions, sorted by head. */
export interface Edges {
  heads: Int32Array
  tails: Int32Array
  weights: Float32Array
}

/** Entries between two pauses: a few milliseconds. */
const entriesAtOnce = 1 << 16

/**
 * Makes the weights of a neighbour graph the same in both directions.
 *
 * @param weights of each neighbour, row-major [count, k]; 0 for pairs that are no neighbours the other way
 * @param joined the common weight of a pair from its two
 * @yields every few milliseconds
 */
export function* symmetricEdges(
  { indices, count, k }: Neighbours,
  weights: Float32Array,
  joined: (one: number, other: number) => number,
): Generator<void, Edges> {
  const common = new Float32Array(indices.length)
  /** Pairs that are neighbours one way only must be added the other way. */
  const oneWay = new Uint8Array(indices.length)
  const degrees = new Uint32Array(count + 1)
  for (let at = 0; at < indices.length; at++) {
    if (at % entriesAtOnce === entriesAtOnce - 1) yield
    const [head, tail] = [Math.floor(at / k), indices[at]!]
    const back = slotOf(indices, k, tail, head)
    common[at] = joined(weights[at]!, back < 0 ? 0 : weights[back]!)
    degrees[head + 1]!++
    if (back >= 0) continue
    oneWay[at] = 1
    degrees[tail + 1]!++
  }
  for (let i = 0; i < count; i++) degrees[i + 1]! += degrees[i]!
  return yield* filled(indices, k, common, oneWay, degrees)
}

/** Where `wanted` lies among a row's neighbours, or -1. */
function slotOf(indices: Int32Array, k: number, row: number, wanted: number): number {
  for (let slot = row * k; slot < (row + 1) * k; slot++) if (indices[slot] === wanted) return slot
  return -1
}

function* filled(
  indices: Int32Array,
  k: number,
  common: Float32Array,
  oneWay: Uint8Array,
  next: Uint32Array,
): Generator<void, Edges> {
  const total = next.at(-1)!
  const edges = {
    heads: new Int32Array(total),
    tails: new Int32Array(total),
    weights: new Float32Array(total),
  }
  const add = (head: number, tail: number, weight: number): void => {
    const slot = next[head]!++
    edges.heads[slot] = head
    edges.tails[slot] = tail
    edges.weights[slot] = weight
  }
  for (let at = 0; at < indices.length; at++) {
    if (at % entriesAtOnce === entriesAtOnce - 1) yield
    const head = Math.floor(at / k)
    add(head, indices[at]!, common[at]!)
    if (oneWay[at] === 1) add(indices[at]!, head, common[at]!)
  }
  return edges
}
