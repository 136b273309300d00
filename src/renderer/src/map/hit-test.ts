/** What lies at a place of the screen: the edited point's marker on top of all, then thumbnails, then points. */
import {
  mapFromScreen,
  mapUnitsPerPixel,
  screenFromMap,
  type Point,
  type View,
  type Viewport,
} from './camera'
import type { Detail } from './detail'
import type { HeldPoint } from './held-point'
import { markerReachPx } from './overlay-shapes'
import type { PickIndex } from './picking'

export interface Shown {
  view: View
  viewport: Viewport
  count: number
  hasThumbnails: boolean
  detail: Detail
  held: HeldPoint
}

export function pickMarker(pointOnScreen: Point, { held, view, viewport, count }: Shown): number | undefined {
  const { marker, point } = held
  if (!marker || !point || point.index >= count) return undefined
  const at = screenFromMap(marker.pointInMap, view, viewport)
  const awayPx = Math.max(Math.abs(at.x - pointOnScreen.x), Math.abs(at.y - pointOnScreen.y))
  return awayPx <= markerReachPx(marker) ? point.index : undefined
}

export function pickPoint(pointOnScreen: Point, index: PickIndex, shown: Shown): number | undefined {
  const { view, viewport, detail } = shown
  return index.pick(mapFromScreen(pointOnScreen, view, viewport), {
    unitsPerPixel: mapUnitsPerPixel(view, viewport),
    pointRadiusPx: detail.diameterPx(shown.count) / 2,
    thumbnailHalfPx: (i) => detail.thumbnailHalfPx(i),
    largestHalfPx: shown.hasThumbnails ? detail.thumbnailSidePx / 2 : 0,
  })
}
