/** What lies under the cursor in space. A column and a row of the screen are planes through the eye. */
import { clamp, type Place, type Point } from './camera'
import { extentOf } from './extent'
import { slackPx, type Drawn } from './picking'
import type { Projection } from './projection'
import { SpaceGrid } from './space-grid'

/** How far beside a column, or a row, of the screen a place lies, in pixels times its depth. */
interface Plane extends Place {
  offset: number
}

export class SpaceIndex {
  readonly #grid: SpaceGrid

  /** @param positionsInMap row-major [count, 3] */
  constructor(positionsInMap: Float32Array) {
    this.#grid = new SpaceGrid(positionsInMap, extentOf(positionsInMap))
  }

  pick(cursor: Point, projection: Projection, drawn: Omit<Drawn, 'unitsPerPixel'>): number | undefined {
    const [grid, nearest] = [this.#grid, new Nearest(cursor, projection, drawn)]
    const planes = [columnPlane(cursor.x, projection), rowPlane(cursor.y, projection)] as const
    const reachPx = Math.max(drawn.pointRadiusPx, drawn.largestHalfPx) + slackPx
    for (let cell = 0; cell + 1 < grid.starts.length; cell++) {
      const [start, end] = [grid.starts[cell]!, grid.starts[cell + 1]!]
      if (start === end) continue
      const middle = grid.middleOf(cell)
      const depth = projection.depthOf(middle) + grid.cellRadius
      // Things shrink with their depth, so that in pixels times depth none of the cell reaches farther than this.
      const reach = reachPx * Math.max(depth, projection.distance)
      if (depth > 0 && planes.every((plane) => touches(plane, middle, reach, grid.cellRadius)))
        this.#consider(start, end, planes, reach, nearest)
    }
    return nearest.index
  }

  #consider(
    start: number,
    end: number,
    [column, row]: readonly [Plane, Plane],
    reach: number,
    nearest: Nearest,
  ): void {
    const { positions, order } = this.#grid
    for (let slot = start; slot < end; slot++) {
      const place = { x: positions[3 * slot]!, y: positions[3 * slot + 1]!, z: positions[3 * slot + 2]! }
      if (Math.abs(beside(column, place)) > reach || Math.abs(beside(row, place)) > reach) continue
      nearest.consider(order[slot]!, place)
    }
  }
}

function beside(plane: Plane, { x, y, z }: Place): number {
  return plane.x * x + plane.y * y + plane.z * z + plane.offset
}

function touches(plane: Plane, middle: Place, reach: number, radius: number): boolean {
  return Math.abs(beside(plane, middle)) <= reach + radius * Math.hypot(plane.x, plane.y, plane.z)
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
    if (depth <= 0 || this.#drawn.isHidden?.(index)) return
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
function columnPlane(screenX: number, projection: Projection): Plane {
  const { right, back } = projection.axes
  return planeOf(right, back, screenX - projection.viewport.width / 2, projection)
}

/** 0 for places that are seen in this row of the screen, growing upwards. */
function rowPlane(screenY: number, projection: Projection): Plane {
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

/** Where all are seen, as a map of its own: row-major [count, 3] of pixels to the right and upwards, and 0; NaN for what is not seen. */
export function flattened(positions: Float32Array, projection: Projection): Float32Array {
  const seen = new Float32Array(positions.length)
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const place = { x: positions[i]!, y: positions[i + 1]!, z: positions[i + 2]! }
    const { x, y, depth } = projection.screenFromMap(place)
    const isSeen = depth > 0
    seen[i] = isSeen ? clamp(x, -1e6, 1e6) : NaN
    seen[i + 1] = isSeen ? clamp(-y, -1e6, 1e6) : NaN
  }
  return seen
}
