import type { Neighbours } from './neighbours/lists'

/** A graph whose edges go both ways; each is held in both directions, sorted by head. */
export interface Edges {
  heads: Int32Array
  tails: Int32Array
  weights: Float32Array
}

/**
 * Makes the weights of a neighbour graph the same in both directions.
 *
 * @param weights of each neighbour, row-major [count, k]; 0 for pairs that are no neighbours the other way
 * @param joined the common weight of a pair from its two
 */
export function symmetricEdges(
  { indices, count, k }: Neighbours,
  weights: Float32Array,
  joined: (one: number, other: number) => number,
): Edges {
  const common = new Float32Array(indices.length)
  /** Pairs that are neighbours one way only must be added the other way. */
  const oneWay = new Uint8Array(indices.length)
  const degrees = new Uint32Array(count + 1)
  indices.forEach((tail, at) => {
    const head = Math.floor(at / k)
    const back = indices.subarray(tail * k, (tail + 1) * k).indexOf(head)
    const isMutual = back >= 0
    common[at] = joined(weights[at]!, isMutual ? weights[tail * k + back]! : 0)
    oneWay[at] = isMutual ? 0 : 1
    degrees[head + 1]!++
    if (!isMutual) degrees[tail + 1]!++
  })
  for (let i = 0; i < count; i++) degrees[i + 1]! += degrees[i]!
  return filled(indices, k, common, oneWay, degrees)
}

function filled(
  indices: Int32Array,
  k: number,
  common: Float32Array,
  oneWay: Uint8Array,
  next: Uint32Array,
): Edges {
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
  indices.forEach((tail, at) => {
    const head = Math.floor(at / k)
    add(head, tail, common[at]!)
    if (oneWay[at] === 1) add(tail, head, common[at]!)
  })
  return edges
}
