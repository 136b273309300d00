import type { Neighbours } from './neighbours/lists'
import { nearestNeighbours } from './neighbours/nearest'
import type { LayoutCodes, LayoutProgress, LayoutStart } from './steps'

/**
 * The neighbours that a layout needs: those that are known, or new ones.
 *
 * @param ofAll share of all the work that this is, in [0, 1]
 */
export function* neighboursFor(
  { codes, count, latentSize }: LayoutCodes,
  { near, seed = 1 }: LayoutStart,
  k: number,
  ofAll: number,
): Generator<LayoutProgress, Neighbours> {
  if (near && near.k >= k) return fewer(near, k)
  const finding = nearestNeighbours(codes, count, latentSize, k, { seed })
  for (;;) {
    const step = finding.next()
    if (step.done) return step.value
    yield { stage: 'neighbours', share: ofAll * step.value }
  }
}

function fewer(near: Neighbours, k: number): Neighbours {
  if (near.k === k) return near
  const kept = (_: unknown, slot: number): boolean => slot % near.k < k
  return {
    count: near.count,
    k,
    indices: near.indices.filter(kept),
    distances: near.distances.filter(kept),
  }
}
