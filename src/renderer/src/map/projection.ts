/** From places in the map to the screen and back, for one pose of the camera. */
import { clamp, type Point, type Viewport, type Place } from './camera'
import { along, axesOf, distanceOf, type Axes, type Pose } from './orbit'

/** How many times larger than in the middle the nearest things are drawn, and how many times smaller the farthest. */
export const nearnessLimits = { least: 0.35, most: 3 } as const

export interface OnScreen extends Point {
  /** From the eye, along the line of sight, in map units; not positive behind the eye. */
  depth: number
}

export class Projection {
  readonly axes: Axes
  /** Depth of what the camera looks at. */
  readonly distance: number
  readonly pose: Pose
  readonly viewport: Viewport
  /** Pixels per map unit at depth 1. */
  readonly focalPx: number

  constructor(pose: Pose, viewport: Viewport) {
    this.pose = pose
    this.viewport = viewport
    this.axes = axesOf(pose)
    this.distance = distanceOf(pose)
    this.focalPx = (this.distance * viewport.height) / pose.heightInMap
  }

  screenFromMap(place: Place): OnScreen {
    const { right, up, back } = this.axes
    const { centreInMap } = this.pose
    const offset = along(place, centreInMap, -1)
    const depth = this.distance - dot(offset, back)
    const scale = this.focalPx / depth
    return {
      x: this.viewport.width / 2 + dot(offset, right) * scale,
      y: this.viewport.height / 2 - dot(offset, up) * scale,
      depth,
    }
  }

  /** From the eye along the line of sight. */
  depthOf({ x, y, z }: Place): number {
    const { back } = this.axes
    const { centreInMap: centre } = this.pose
    return this.distance - (x - centre.x) * back.x - (y - centre.y) * back.y - (z - centre.z) * back.z
  }

  /** The place under a point of the screen in the plane through `through` that is parallel to the screen. */
  mapFromScreen(pointOnScreen: Point, through: Place = this.pose.centreInMap): Place {
    const { right, up, back } = this.axes
    const { centreInMap } = this.pose
    const towards = dot(along(through, centreInMap, -1), back)
    const scale = (this.distance - towards) / this.focalPx
    const aside = along(centreInMap, right, (pointOnScreen.x - this.viewport.width / 2) * scale)
    return along(along(aside, up, (this.viewport.height / 2 - pointOnScreen.y) * scale), back, towards)
  }

  /** How many times larger something at this depth is drawn than in the middle. The shaders say the same. */
  nearness(depth: number): number {
    if (this.pose.openness === 0) return 1
    const seen = clamp(this.distance / depth, nearnessLimits.least, nearnessLimits.most)
    return 1 + (seen - 1) * this.pose.openness
  }
}

function dot(a: Place, b: Place): number {
  return a.x * b.x + a.y * b.y + a.z * b.z
}
