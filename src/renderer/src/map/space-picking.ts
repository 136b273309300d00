/**
 * What lies under the cursor in space: one scan over all points. Most are told apart by a single product, because a
 * line across the screen is a plane through the eye.
 */
import { clamp, type Point, type Place } from './camera'
import { slackPx, type Drawn } from './picking'
import type { Projection } from './projection'

/** Planes through the eye: how far beside a column, or a row, of the screen a place lies, in pixels times its depth. */
interface Plane extends Place {
  offset: number
}

/**
 * @param positions row-major [count, 3]
 * @param deepest no point is farther from the eye, in map units
 */
export function pickInSpace(
  cursor: Point,
  positions: Float32Array,
  projection: Projection,
  drawn: Omit<Drawn, 'unitsPerPixel'>,
  deepest: number,
): number | undefined {
  const nearest = new Nearest(cursor, projection, drawn)
  const { x: ax, y: ay, z: az, offset: a } = columnPlane(cursor.x, projection)
  const { x: bx, y: by, z: bz, offset: b } = rowPlane(cursor.y, projection)
  const reachPx = Math.max(drawn.pointRadiusPx, drawn.largestHalfPx) + slackPx
  // Things shrink by their depth, so that none reaches farther than this in pixels times depth.
  const reach = reachPx * Math.max(deepest, projection.distance)
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const [x, y, z] = [positions[i]!, positions[i + 1]!, positions[i + 2]!]
    const aside = ax * x + ay * y + az * z + a
    if (!(aside <= reach && aside >= -reach)) continue
    const above = bx * x + by * y + bz * z + b
    if (above <= reach && above >= -reach) nearest.consider(i / 3, { x, y, z })
  }
  return nearest.index
}

/** What covers the cursor, the nearest to the eye; otherwise the nearest to the cursor within a few pixels. */
class Nearest {
  index: number | undefined
  #isCovering = false
  #least = Infinity
  readonly #cursor: Point
  readonly #projection: Projection
  readonly #drawn: Omit<Drawn, 'unitsPerPixel'>

  constructor(cursor: Point, projection: Projection, drawn: Omit<Drawn, 'unitsPerPixel'>) {
    this.#cursor = cursor
    this.#projection = projection
    this.#drawn = drawn
  }

  consider(index: number, place: Place): void {
    const { x, y, depth } = this.#projection.screenFromMap(place)
    if (depth <= 0) return
    const [dx, dy] = [Math.abs(x - this.#cursor.x), Math.abs(y - this.#cursor.y)]
    const [awayPx, scale] = [Math.hypot(dx, dy), this.#projection.nearness(depth)]
    const radiusPx = this.#drawn.pointRadiusPx * scale
    const isUnder = Math.max(dx, dy) < this.#drawn.thumbnailHalfPx(index) * scale || awayPx < radiusPx
    if (isUnder) this.#take(index, true, depth)
    else if (awayPx <= radiusPx + slackPx) this.#take(index, false, awayPx)
  }

  #take(index: number, isCovering: boolean, distance: number): void {
    if (this.#isCovering && !isCovering) return
    if (this.#isCovering === isCovering && distance >= this.#least) return
    this.index = index
    this.#isCovering = isCovering
    this.#least = distance
  }
}

/** 0 for places that are seen in this column of the screen, growing to the right. */
export function columnPlane(screenX: number, projection: Projection): Plane {
  const { right, back } = projection.axes
  return planeOf(right, back, screenX - projection.viewport.width / 2, projection)
}

/** 0 for places that are seen in this row of the screen, growing upwards. */
export function rowPlane(screenY: number, projection: Projection): Plane {
  const { up, back } = projection.axes
  return planeOf(up, back, projection.viewport.height / 2 - screenY, projection)
}

function planeOf(along: Place, back: Place, aside: number, projection: Projection): Plane {
  const { focalPx, distance, pose } = projection
  const x = along.x * focalPx + back.x * aside
  const y = along.y * focalPx + back.y * aside
  const z = along.z * focalPx + back.z * aside
  const { centreInMap: centre } = pose
  return { x, y, z, offset: -(x * centre.x + y * centre.y + z * centre.z) - aside * distance }
}

/** Where all are seen, as a map of its own: row-major [count, 3] of pixels to the right and upwards, and 0. */
export function flattened(positions: Float32Array, projection: Projection): Float32Array {
  const seen = new Float32Array(positions.length)
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const place = { x: positions[i]!, y: positions[i + 1]!, z: positions[i + 2]! }
    const { x, y, depth } = projection.screenFromMap(place)
    const isSeen = depth > 0
    seen[i] = isSeen ? clamp(x, -1e6, 1e6) : 1e12
    seen[i + 1] = isSeen ? clamp(-y, -1e6, 1e6) : 1e12
  }
  return seen
}
