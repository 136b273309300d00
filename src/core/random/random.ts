/** Seeded randomness. Nothing in Slerp calls Math.random: the same seed gives the same data, order and weights. */

/** A source of numbers in [0, 1). */
export type Random = () => number

/** Mulberry32 (T. Ettinger, public domain): 32 bits of state, passes gjrand's small tests, one line, fast. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Mixes several integers into one seed, so that (seed, epoch) and (seed + 1, epoch - 1) do not collide. */
export function seedFrom(...parts: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    hash = Math.imul(hash ^ (part >>> 0), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  }
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Standard normal numbers by the Box-Muller transform (1958). */
export function gaussians(count: number, random: Random, out = new Float32Array(count)): Float32Array {
  for (let i = 0; i < count; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    out[i] = radius * Math.cos(2 * Math.PI * random())
  }
  return out
}

/** The numbers 0 to count - 1 in random order (Fisher-Yates). */
export function shuffledIndices(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

export interface Split {
  /** Indices of the images a model may learn from, ascending. */
  train: Uint32Array
  /** Indices kept apart for every reported figure, ascending. */
  heldOut: Uint32Array
}

/** Splits `count` images at random; at least one image is held out when there are two or more. */
export function splitIndices(count: number, seed: number, heldOutFraction: number): Split {
  const order = shuffledIndices(count, mulberry32(seed))
  const kept = count < 2 ? 0 : Math.max(1, Math.round(count * heldOutFraction))
  return { train: order.slice(kept).sort(), heldOut: order.slice(0, kept).sort() }
}
