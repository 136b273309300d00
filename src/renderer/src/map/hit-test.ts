/** What lies at a place of the screen: the edited point's marker on top of all, then thumbnails and points. */
import { mapUnitsPerPixel, type Point } from './camera'
import type { Detail } from './detail'
import type { HeldPoint } from './held-point'
import type { Morph } from './morph'
import { markerReachPx } from './overlay-shapes'
import type { PickIndex } from './picking'
import type { Projection } from './projection'
import { flattened, type SpaceIndex } from './space-picking'
import { nearestTo, neighbourOf } from './walking'

export interface Shown {
  projection: Projection
  morph: Morph
  hasThumbnails: boolean
  detail: Detail
  held: HeldPoint
}

export function pickMarker(pointOnScreen: Point, { held, projection, morph }: Shown): number | undefined {
  const { marker, point } = held
  if (!marker || !point || morph.isHidden(point.index)) return undefined
  const at = projection.screenFromMap(marker.pointInMap)
  const awayPx = Math.max(Math.abs(at.x - pointOnScreen.x), Math.abs(at.y - pointOnScreen.y))
  return awayPx <= markerReachPx(marker) ? point.index : undefined
}

/** The index that is asked is built when it is. */
export interface Indices {
  flat: () => PickIndex
  deep: () => SpaceIndex
}

export function pickPoint(pointOnScreen: Point, { flat, deep }: Indices, shown: Shown): number | undefined {
  const { projection, detail, morph } = shown
  const drawn = {
    isHidden: (i: number) => morph.isHidden(i),
    pointRadiusPx: detail.diameterPx(morph.count) / 2,
    thumbnailHalfPx: (i: number) => detail.thumbnailHalfPx(i),
    largestHalfPx: shown.hasThumbnails ? detail.thumbnailSidePx / 2 : 0,
  }
  if (isDeep(shown)) return deep().pick(pointOnScreen, projection, drawn)
  const unitsPerPixel = mapUnitsPerPixel(projection.pose, projection.viewport)
  return flat().pick(projection.mapFromScreen(pointOnScreen), { ...drawn, unitsPerPixel })
}

export function nearestToCentre(shown: Shown): number | undefined {
  const { pose, viewport } = shown.projection
  if (!isDeep(shown)) return nearestTo(pose.centreInMap, shown.morph.seen)
  const centre = { x: viewport.width / 2, y: -viewport.height / 2 }
  return nearestTo(centre, flattened(shown.morph.seen, shown.projection))
}

/** The next point in a direction of the screen; up is positive. */
export function neighbourOnScreen(index: number, direction: Point, shown: Shown): number | undefined {
  const { morph, projection } = shown
  return neighbourOf(index, direction, isDeep(shown) ? flattened(morph.seen, projection) : morph.seen)
}

function isDeep({ projection }: Shown): boolean {
  return projection.pose.openness > 0
}
