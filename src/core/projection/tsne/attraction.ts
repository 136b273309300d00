import type { Edges } from '../edges'

/** One direction of each edge: its pull on the other end is the same, turned round. */
export function oneWay({ heads, tails, weights }: Edges): Edges {
  const half = heads.length / 2
  const kept = {
    heads: new Int32Array(half),
    tails: new Int32Array(half),
    weights: new Float32Array(half),
  }
  for (let e = 0, slot = 0; e < heads.length; e++) {
    if (heads[e]! > tails[e]!) continue
    kept.heads[slot] = heads[e]!
    kept.tails[slot] = tails[e]!
    kept.weights[slot++] = weights[e]!
  }
  return kept
}

/**
 * How edges pull their ends together: `sum weight q (y - other)` with `q = 1 / (1 + d^2)`, of each end.
 *
 * @param edges each in one direction
 * @param out row-major [count, dimensions], written over
 */
export function attract(
  { heads, tails, weights }: Edges,
  positions: Float32Array,
  dimensions: 2 | 3,
  out: Float64Array,
): void {
  out.fill(0)
  const isSpace = dimensions === 3
  for (let e = 0; e < heads.length; e++) {
    const i = heads[e]! * dimensions
    const j = tails[e]! * dimensions
    const dx = positions[i]! - positions[j]!
    const dy = positions[i + 1]! - positions[j + 1]!
    const dz = isSpace ? positions[i + 2]! - positions[j + 2]! : 0
    const pull = weights[e]! / (1 + dx * dx + dy * dy + dz * dz)
    out[i]! += pull * dx
    out[i + 1]! += pull * dy
    out[j]! -= pull * dx
    out[j + 1]! -= pull * dy
    if (!isSpace) continue
    out[i + 2]! += pull * dz
    out[j + 2]! -= pull * dz
  }
}
