/** Which points lie within an outline drawn on the screen. Pure. */
import type { Point } from './camera'
import { OutlineMask, type Box } from './outline-mask'
import type { Projection } from './projection'

/** Whether a point lies inside of a closed outline, by the parity of the edges to its right. */
export function isInside({ x, y }: Point, outline: readonly Point[]): boolean {
  let inside = false
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [a, b] = [outline[i]!, outline[j]!]
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/**
 * The points that are seen within an outline, in ascending order.
 *
 * @param outline in pixels of the screen
 * @param positions row-major [count, 3]
 */
export function pointsWithin(
  outline: readonly Point[],
  positions: Float32Array,
  projection: Projection,
): Uint32Array {
  if (outline.length === 0) return new Uint32Array()
  const box = boxAround(outline)
  const { left, top, right, bottom } = box
  const mask = new OutlineMask(outline, box, (place) => isInside(place, outline))
  const { axes, pose, viewport, focalPx, distance } = projection
  const { centreInMap: centre } = pose
  const [middleX, middleY] = [viewport.width / 2, viewport.height / 2]
  const found: number[] = []
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const dx = positions[i]! - centre.x
    const dy = positions[i + 1]! - centre.y
    const dz = positions[i + 2]! - centre.z
    const depth = distance - (dx * axes.back.x + dy * axes.back.y + dz * axes.back.z)
    const scale = focalPx / depth
    const x = middleX + (dx * axes.right.x + dy * axes.right.y + dz * axes.right.z) * scale
    const y = middleY - (dx * axes.up.x + dy * axes.up.y + dz * axes.up.z) * scale
    if (!(depth > 0 && x >= left && x <= right && y >= top && y <= bottom)) continue
    if (mask.contains(x, y)) found.push(i / 3)
  }
  return Uint32Array.from(found)
}

/** The outline of a box between two corners. */
export function rectangleOf(a: Point, b: Point): Point[] {
  return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }]
}

function boxAround(outline: readonly Point[]): Box {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
