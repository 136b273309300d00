/** The plane through the latent space that a map lies in, and which of its places the data vouch for. */
import type { Anchor } from '../../../core/projection/local/local-map'
import { PointTree, roomFor } from '../../../core/projection/local/point-tree'
import type { Projection } from '../../../core/projection/projection'
import { percentile } from '../../../core/statistics/moments'

export interface Plane {
  /** [latentSize] */
  codeAt: (pointInMap: readonly number[]) => Float32Array
  /** Two planes with the same mark are the same. */
  mark: Float32Array
}

/**
 * By a formula: the plane through the anchor's code, whatever place of it the anchor has. By UMAP and t-SNE: blends of
 * the codes around each place, near the anchor with what is the anchor's own.
 *
 * @param anchor without it the plane lies through the middle of the data, or near the first image
 * @param codes row-major [count, latentSize]
 */
export function planeOf(projection: Projection, codes: Float32Array, anchor: Anchor | undefined): Plane {
  const { record } = projection
  if ('basis' in record) {
    const codeAt = projection.startDrag(anchor ?? { code: record.mean })
    return { codeAt, mark: codeAt(record.dimensions === 3 ? [0, 0, 0] : [0, 0]) }
  }
  const known = anchor ?? { code: codes.subarray(0, record.latentSize), index: 0 }
  return { codeAt: projection.startDrag(known), mark: Float32Array.from(known.code) }
}

export function isSamePlane(a: Plane, b: Plane): boolean {
  return a.mark.length === b.mark.length && a.mark.every((x, i) => Math.abs(x - b.mark[i]!) < 1e-3)
}

/** @param selected image in words, if there is one */
export function planeInWords(
  { record }: Projection,
  selected: { image: string; isEdited: boolean } | undefined,
): string {
  if (!('basis' in record)) return 'Behind the points: blends of the codes nearby'
  if (record.latentSize === record.dimensions) return 'Behind the points: the latent space itself'
  if (!selected) return 'Behind the points: the plane through the middle of the data'
  const { image, isEdited } = selected
  return `Behind the points: the plane through ${isEdited ? 'the edit of ' : ''}${image}`
}

/** Of the terrain around the map, as a share of its longer side: there a formula still has codes, a local map has none. */
export const margin = 0.15
/** How much of its pictures is seen far from all data where the map has a formula. */
export const leastVouched = 0.42
const sampleSize = 400
/** Of a map's longer side: nearer than this, the data always vouch for a place. */
const leastReach = 0.05

/**
 * How much the data vouch for a place of a flat map: wholly as near as points usually are to one another, and `least`
 * from three times as far.
 *
 * @param positions row-major [count, 2]
 * @param sideInMap the map's longer side
 */
export function vouchedBy(
  positions: Float32Array,
  sideInMap: number,
  least: number,
): (x: number, y: number) => number {
  const tree = new PointTree(positions, 2)
  const room = roomFor(1)
  const reach = Math.max(2 * usualDistance(tree, positions), leastReach * sideInMap)
  return (x, y) => {
    const away = Math.sqrt(tree.nearest([x, y], room).squared[0] ?? Infinity)
    const t = Math.min(Math.max((away - reach) / (2 * reach), 0), 1)
    return least + (1 - least) * (1 - t * t * (3 - 2 * t))
  }
}

/** What all but one in twenty points are from their nearest neighbour at most. */
function usualDistance(tree: PointTree, positions: Float32Array): number {
  const step = Math.max(1, Math.floor(tree.count / sampleSize))
  const room = roomFor(1)
  const distances: number[] = []
  for (let i = 0; i < tree.count; i += step) {
    const { squared } = tree.nearest(positions.subarray(2 * i, 2 * i + 2), room, i)
    distances.push(Math.sqrt(squared[0] ?? 0))
  }
  return distances.length > 0 ? percentile(Float64Array.from(distances).sort(), 0.95) : 0
}
