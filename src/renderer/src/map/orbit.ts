/**
 * The camera in space. Pure: no three, no DOM, no clock. One camera serves both: closed (openness 0) its field of view
 * is so narrow that it equals the flat map's, open (1) it sees depth and may be turned about what it looks at.
 */
import { clamp, clampView, fit, pan, viewBetween, zoomAt } from './camera'
import type { Place, Point, View, Viewport } from './camera'
import type { Extent } from './extent'

/** How far the camera is turned, in radians, when it is open. */
export interface Turn {
  /** To the right about the upright axis. */
  yaw: number
  /** Upwards, within a right angle. */
  pitch: number
}

export interface Pose extends View, Turn {
  centreInMap: Place
  /** From the flat map (0) to the map in space (1). */
  openness: number
}

export interface Axes {
  right: Place
  up: Place
  /** From what is looked at towards the eye. */
  back: Place
}

const openFieldDegrees = 50

/** Field of view from top to bottom, in radians: 1 degree when closed, 50 when open. */
export function fieldOfView(openness: number): number {
  return (openFieldDegrees ** openness * Math.PI) / 180
}

/** From the eye to the plane in which the view has its height, in map units. */
export function distanceOf({ heightInMap, openness }: Pick<Pose, 'heightInMap' | 'openness'>): number {
  return heightInMap / 2 / Math.tan(fieldOfView(openness) / 2)
}

/** The directions of the screen in map space. A closed camera is not turned. */
export function axesOf({ yaw, pitch, openness }: Turn & Pick<Pose, 'openness'>): Axes {
  const [a, b] = [yaw * openness, pitch * openness]
  const [sinA, cosA, sinB, cosB] = [Math.sin(a), Math.cos(a), Math.sin(b), Math.cos(b)]
  return {
    right: { x: cosA, y: 0, z: -sinA },
    up: { x: -sinA * sinB, y: cosB, z: -cosA * sinB },
    back: { x: sinA * cosB, y: sinB, z: cosA * cosB },
  }
}

/** Moves what is shown as a hand moves paper, in the plane of what is looked at. */
export function panPose(movedOnScreen: Point, pose: Pose, viewport: Viewport): Pose {
  return inScreenPlane(pose, (view) => pan(movedOnScreen, view, viewport))
}

/** Shows the map `factor` times larger; what lies under the cursor at the depth of the middle stays under it. */
export function zoomPose(cursorOnScreen: Point, factor: number, pose: Pose, viewport: Viewport): Pose {
  return inScreenPlane(pose, (view) => zoomAt(cursorOnScreen, factor, view, viewport))
}

/** Comes `factor` times nearer to a place, which is seen where it was. */
export function zoomAbout(place: Place, factor: number, pose: Pose): Pose {
  const away = along(pose.centreInMap, place, -1)
  return { ...pose, heightInMap: pose.heightInMap / factor, centreInMap: along(place, away, 1 / factor) }
}

/** A stroke over the whole height of the window turns by half a round. */
export function turnPose(movedOnScreen: Point, pose: Pose, viewport: Viewport): Pose {
  const radiansPerPixel = Math.PI / viewport.height
  const limit = Math.PI / 2
  return {
    ...pose,
    yaw: wrapped(pose.yaw - movedOnScreen.x * radiansPerPixel),
    pitch: clamp(pose.pitch + movedOnScreen.y * radiansPerPixel, -limit, limit),
  }
}

/** The same turn with the whole map in view: flat, its box; in space, the ball around it, however it is turned. */
export function fitPose(extent: Extent, pose: Pose, viewport: Viewport, paddingPx: number): Pose {
  const flat = fit(extent, viewport, paddingPx)
  const middle = (extent.min.z + extent.max.z) / 2
  const narrowest = Math.min(viewport.height, viewport.width) - 2 * paddingPx
  const share = Math.max(narrowest, 1) / viewport.height
  const half = Math.atan(share * Math.tan(fieldOfView(1) / 2))
  const ball = (2 * extent.radius * Math.tan(fieldOfView(1) / 2)) / Math.sin(half)
  const heightInMap = pose.openness === 0 ? flat.heightInMap : mixed(flat.heightInMap, ball, pose.openness)
  return { ...pose, heightInMap, centreInMap: { ...flat.centreInMap, z: middle } }
}

/** Keeps the view where there is something to see. */
export function clampPose(pose: Pose, home: Pose, extent: Extent): Pose {
  const { heightInMap, centreInMap } = clampView(pose, home, extent)
  const z = clamp(pose.centreInMap.z, extent.min.z, extent.max.z)
  return { ...pose, heightInMap, centreInMap: { ...centreInMap, z } }
}

/** On the way from one pose to another, `amount` in [0, 1]; turn and openness are the second's. */
export function poseBetween(from: Pose, to: Pose, amount: number): Pose {
  const { heightInMap, centreInMap } = viewBetween(from, to, amount)
  const deep = (pose: Pose): View => ({ ...pose, centreInMap: { x: pose.centreInMap.z, y: 0 } })
  const z = viewBetween(deep(from), deep(to), amount).centreInMap.x
  return { ...to, heightInMap, centreInMap: { ...centreInMap, z } }
}

/** Moves the view within the plane that the screen shows of the middle. */
function inScreenPlane(pose: Pose, move: (view: View) => View): Pose {
  const { right, up } = axesOf(pose)
  const { heightInMap, centreInMap } = move({ centreInMap: { x: 0, y: 0 }, heightInMap: pose.heightInMap })
  const moved = along(along(pose.centreInMap, right, centreInMap.x), up, centreInMap.y)
  return { ...pose, heightInMap, centreInMap: moved }
}

export function along(from: Place, direction: Place, distance: number): Place {
  return {
    x: from.x + direction.x * distance,
    y: from.y + direction.y * distance,
    z: from.z + direction.z * distance,
  }
}

/** Half the way of a zoom is that of its exponents. */
function mixed(closed: number, open: number, openness: number): number {
  return closed ** (1 - openness) * open ** openness
}

/** The same angle between half a round to the left and half a round to the right. */
function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))
}
