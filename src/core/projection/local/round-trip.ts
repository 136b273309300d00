import { mulberry32, type Random } from '../../random/random'
import { percentile } from '../../statistics/moments'
import type { LocalMap } from './local-map'
import { PointTree, roomFor } from './point-tree'

/** How near a dragged code comes to where it was dropped, as a share of the map's root mean square radius. */
export interface RoundTrip {
  /** Median over drags to the 40th neighbour's place. */
  near: number
  /** Median over drags to the place of any other code. */
  far: number
}

const nearNeighbour = 40

/** Drags codes at random, places what comes out without the dragged code's own place, and compares. */
export function roundTripError(map: LocalMap, { drags = 150, seed = 1 } = {}): RoundTrip {
  const { positions, dimensions } = map.data
  const count = positions.length / dimensions
  const random = mulberry32(seed)
  const tree = new PointTree(positions, dimensions)
  const radius = rootMeanSquareRadius(positions, dimensions)
  const errors = { near: new Float64Array(drags), far: new Float64Array(drags) }
  for (let drag = 0; drag < drags; drag++) {
    const index = Math.floor(random() * count)
    const targets = { near: neighbourOf(tree, map, index), far: other(index, count, random) }
    for (const kind of ['near', 'far'] as const)
      errors[kind][drag] = missed(map, index, targets[kind]) / radius
  }
  return { near: percentile(errors.near.sort(), 0.5), far: percentile(errors.far.sort(), 0.5) }
}

const place = (map: LocalMap, index: number): Float32Array =>
  map.data.positions.subarray(index * map.data.dimensions, (index + 1) * map.data.dimensions)

function missed(map: LocalMap, index: number, target: number): number {
  const { codes, latentSize } = map.data
  const code = codes.subarray(index * latentSize, (index + 1) * latentSize)
  const to = place(map, target)
  const arrived = map.mapFromLatent(map.startDrag({ code, index })(to), index)
  return Math.hypot(...arrived.map((x, axis) => x - to[axis]!))
}

function neighbourOf(tree: PointTree, map: LocalMap, index: number): number {
  return tree.nearest(place(map, index), roomFor(nearNeighbour), index).indices[0]!
}

function other(index: number, count: number, random: Random): number {
  return (index + 1 + Math.floor(random() * (count - 1))) % count
}

function rootMeanSquareRadius(positions: Float32Array, dimensions: number): number {
  const count = positions.length / dimensions
  let squared = 0
  for (let axis = 0; axis < dimensions; axis++) {
    const column = Float64Array.from({ length: count }, (_, i) => positions[i * dimensions + axis]!)
    const mean = column.reduce((sum, x) => sum + x, 0) / count
    squared += column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count
  }
  return Math.sqrt(squared)
}
