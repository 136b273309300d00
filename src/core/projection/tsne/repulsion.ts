import type { SpaceTree } from './space-tree'

/**
 * How all points push one another apart (van der Maaten 2014): a cell that is seen under a small angle counts as one
 * point of its mass. Writes `sum mass q^2 (y - mean)` with `q = 1 / (1 + d^2)` of the points at some slots.
 *
 * @param angle cell size over distance below which a cell is one point, at most 0.7
 * @param out row-major [count, dimensions]
 * @returns the sum of `mass q`, which normalises all of them
 */
export function repel(
  tree: SpaceTree,
  angle: number,
  first: number,
  end: number,
  dimensions: 2 | 3,
  out: Float64Array,
): number {
  const { x, y, z, nodes, meanX, meanY, meanZ, mass, squaredSize, firstSlot, isLeaf, after } = tree
  const angle2 = angle * angle
  let total = 0
  for (let slot = first; slot < end; slot++) {
    const px = x[slot]!
    const py = y[slot]!
    const pz = z[slot]!
    let fx = 0
    let fy = 0
    let fz = 0
    for (let node = 0; node < nodes;) {
      const dx = px - meanX[node]!
      const dy = py - meanY[node]!
      const dz = pz - meanZ[node]!
      const squared = dx * dx + dy * dy + dz * dz
      if (squaredSize[node]! < angle2 * squared) {
        const q = 1 / (1 + squared)
        const share = mass[node]! * q
        total += share
        fx += share * q * dx
        fy += share * q * dy
        fz += share * q * dz
        node = after[node]!
      } else if (isLeaf[node] === 1) {
        for (let other = firstSlot[node]!, last = other + mass[node]!; other < last; other++) {
          if (other === slot) continue
          const ox = px - x[other]!
          const oy = py - y[other]!
          const oz = pz - z[other]!
          const q = 1 / (1 + ox * ox + oy * oy + oz * oz)
          total += q
          fx += q * q * ox
          fy += q * q * oy
          fz += q * q * oz
        }
        node = after[node]!
      } else node++
    }
    const at = tree.order[slot]! * dimensions
    out[at] = fx
    out[at + 1] = fy
    if (dimensions === 3) out[at + 2] = fz
  }
  return total
}
