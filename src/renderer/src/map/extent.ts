/** How much room the points of a map take. */
import type { Bounds, Place } from './camera'

/** The box around all points, and the radius of the ball around its middle that holds them all. */
export interface Extent extends Bounds {
  min: Place
  max: Place
  radius: number
}

const emptyExtent: Extent = { min: { x: -1, y: -1, z: 0 }, max: { x: 1, y: 1, z: 0 }, radius: 1 }

/** Row-major [count, 3]; a unit box when there are no points. Points that are no numbers take no room. */
export function extentOf(positionsInMap: Float32Array): Extent {
  const [x, y, z] = [0, 1, 2].map((axis) => rangeOf(positionsInMap, axis)) as [Range, Range, Range]
  if (x.least > x.most) return emptyExtent
  const min = { x: x.least, y: y.least, z: z.least }
  const max = { x: x.most, y: y.most, z: z.most }
  return { min, max, radius: radiusOf(positionsInMap, min, max) }
}

interface Range {
  least: number
  most: number
}

function rangeOf(positions: Float32Array, axis: number): Range {
  let [least, most] = [Infinity, -Infinity]
  for (let i = 0; i + 2 < positions.length; i += 3) {
    if (!Number.isFinite(positions[i]! + positions[i + 1]! + positions[i + 2]!)) continue
    const value = positions[i + axis]!
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}

function radiusOf(positions: Float32Array, min: Place, max: Place): number {
  const [x, y, z] = [(min.x + max.x) / 2, (min.y + max.y) / 2, (min.z + max.z) / 2]
  let squared = 0
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const [dx, dy, dz] = [positions[i]! - x, positions[i + 1]! - y, positions[i + 2]! - z]
    const distance = dx * dx + dy * dy + dz * dz
    // What is no number compares as false.
    if (distance > squared) squared = distance
  }
  return Math.sqrt(squared) || 1
}
