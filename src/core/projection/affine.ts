import type { AffineRecord } from '../records/projection'
import { dot } from '../statistics/moments'

/** The affine map `p = basis (z - mean)`. Its rows are orthonormal unless it brings a lift of its own. */
export interface AffineMap extends Pick<AffineRecord, 'dimensions' | 'latentSize' | 'mean' | 'basis'> {
  /**
   * How a code moves for each unit along each axis of the map, row-major [dimensions, latentSize], so that
   * `basis lift^T` is the identity. Left out where the basis is orthonormal and does both.
   */
  lift?: number[]
}

/** Where a code lies on the map, [dimensions]. */
export function mapFromLatent(map: AffineMap, z: ArrayLike<number>): Float32Array {
  const point = new Float32Array(map.dimensions)
  for (let row = 0; row < map.dimensions; row++) {
    let sum = 0
    for (let j = 0; j < map.latentSize; j++)
      sum += map.basis[row * map.latentSize + j]! * (z[j]! - map.mean[j]!)
    point[row] = sum
  }
  return point
}

/** Where each of `count` codes lies, row-major [count, dimensions]. */
export function mapFromLatents(map: AffineMap, codes: Float32Array, count: number): Float32Array {
  const points = new Float32Array(count * map.dimensions)
  for (let i = 0; i < count; i++) {
    const z = codes.subarray(i * map.latentSize, (i + 1) * map.latentSize)
    points.set(mapFromLatent(map, z), i * map.dimensions)
  }
  return points
}

/**
 * The code at a point of the map that differs least from `anchor`: `z = anchor + lift^T (p - p(anchor))`.
 *
 * What the map does not show, the anchor's residual, stays; so the way back is exact:
 * `mapFromLatent(latentFromMap(p, anchor)) = p` up to rounding.
 */
export function latentFromMap(
  map: AffineMap,
  pointInMap: ArrayLike<number>,
  anchor: ArrayLike<number>,
): Float32Array {
  const from = mapFromLatent(map, anchor)
  const z = Float32Array.from(anchor)
  const lift = map.lift ?? map.basis
  for (let row = 0; row < map.dimensions; row++) {
    const difference = pointInMap[row]! - from[row]!
    for (let j = 0; j < map.latentSize; j++) z[j]! += difference * lift[row * map.latentSize + j]!
  }
  return z
}

/** Length of the part of `z` that a map with orthonormal rows does not show. */
export function residualLength(map: AffineMap, z: ArrayLike<number>): number {
  const point = mapFromLatent(map, z)
  let squared = 0
  for (let j = 0; j < map.latentSize; j++) squared += (z[j]! - map.mean[j]!) ** 2
  return Math.sqrt(Math.max(0, squared - dot(point, point)))
}
