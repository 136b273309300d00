/**
 * The moments of a run that are kept, so that it can be looked at again from its first step to its last: when to keep
 * one, which pictures are followed, and which moment gives way when there are too many.
 */
import { mulberry32, seedFrom, shuffledIndices } from '../random/random'

/** Moments that are kept of one run. */
export const mostMoments = 100
/** Pictures whose codes are kept with each: enough to see a map, few enough to take little of a run's time. */
const followedCount = 512

/**
 * The pictures that are followed through a run, ascending: drawn by the seed from all of them, so that those that are
 * learnt from and those kept aside are there in their proportion.
 */
export function followedImages(count: number, seed: number, most = followedCount): Uint32Array {
  const order = shuffledIndices(count, mulberry32(seedFrom(seed, 6000)))
  return order.slice(0, most).sort()
}

/** Steps that are kept whatever the clock says: 0, 1, 2, 4, 8 ... A map takes shape within the first hundreds. */
export const isKeptStep = (step: number): boolean => Number.isInteger(step === 0 ? 0 : Math.log2(step))

/**
 * The moment to leave out of too many, so that those that are left lie evenly along the square root of the step: most
 * happens at the beginning. Never the first or the last.
 *
 * @param steps ascending, at least three
 * @returns its place among them
 */
export function mostCrowded(steps: readonly number[]): number {
  const gap = (place: number): number => Math.sqrt(steps[place + 1]!) - Math.sqrt(steps[place - 1]!)
  let best = 1
  for (let place = 2; place < steps.length - 1; place++) if (gap(place) < gap(best)) best = place
  return best
}
