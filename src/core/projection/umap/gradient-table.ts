import type { MapCurve } from './curve'

/** Bits of a single-precision number that are dropped: 64 entries are left for each doubling of the distance. */
export const droppedBits = 17
const entries = 1 << (31 - droppedBits)
/** Keeps the repulsion of two points that lie on one another finite, as in umap-learn. */
const softening = 1e-3

/**
 * The factors of the two gradients, by the leading bits of the squared distance as a single-precision number: reading
 * them is six times as fast as raising to a power.
 */
export interface GradientTable {
  /** `-2 a b d^(2b - 2) / (1 + a d^2b)` */
  attraction: Float32Array
  /** `2 b / ((0.001 + d^2) (1 + a d^2b))` */
  repulsion: Float32Array
}

export function gradientTable({ a, b }: MapCurve): GradientTable {
  const squared = new Float32Array(1)
  const bits = new Uint32Array(squared.buffer)
  const table = { attraction: new Float32Array(entries), repulsion: new Float32Array(entries) }
  for (let entry = 0; entry < entries; entry++) {
    bits[0] = (entry << droppedBits) | (1 << (droppedBits - 1))
    const s = squared[0]!
    if (!(s < 1e12)) continue
    const power = s ** b
    table.repulsion[entry] = (2 * b) / ((softening + s) * (a * power + 1))
    if (s > 1e-12) table.attraction[entry] = (-2 * a * b * power) / s / (a * power + 1)
  }
  return table
}
