/** What the overlay shows for a state of the map. Pure: shapes in, no GPU. */
import type { Place } from './camera'
import { withAlpha, type MapColours } from './colours'
import type { Shape } from './overlay-layer'

/** A point of the map as it is drawn now. */
export interface DrawnPoint {
  index: number
  pointInMap: Place
  radiusPx: number
  /** Half the side of its thumbnail; 0 while only the point is drawn. */
  thumbnailHalfPx: number
  /** Its thumbnail could be drawn. */
  hasThumbnail: boolean
}

/** The edited point away from its place in the data. */
export interface Marker {
  pointInMap: Place
  isHeld: boolean
  hasPicture: boolean
}

export interface OverlayState {
  hovered: DrawnPoint | undefined
  selected: DrawnPoint | undefined
  /** Where the edited point came from; shown as a ghost. */
  origin: DrawnPoint | undefined
  marker: Marker | undefined
}

const previewHalfPx = 28
const markerHalfPx = 24
const pinRadiusPx = 5
const ringGapPx = 2

export function shapesFor(state: OverlayState, colours: MapColours): Shape[] {
  const { hovered, selected, origin, marker } = state
  const isMarkerSelected = marker && origin?.index === selected?.index
  return [
    ...(origin && marker ? [...ghost(origin, colours), tether(origin, marker, colours)] : []),
    ...(selected && !isMarkerSelected ? selection(selected, colours) : []),
    ...(marker ? markerShapes(marker, colours) : []),
    ...(hovered && !marker?.isHeld && hovered.index !== origin?.index ? hover(hovered, colours) : []),
  ]
}

/** Half of what the marker takes on the screen, for picking it. */
export function markerReachPx(marker: Marker): number {
  return (marker.hasPicture ? markerHalfPx : pinRadiusPx) + 4
}

function ghost(origin: DrawnPoint, colours: MapColours): Shape[] {
  const halfPx = outlineHalfPx(origin)
  const outline = around(origin.pointInMap, halfPx, isSquare(origin))
  return [{ ...outline, strokePx: 1.25, stroke: withAlpha(colours.ink, 0.55) }]
}

function tether(origin: DrawnPoint, marker: Marker, colours: MapColours): Shape {
  const reachPx = marker.hasPicture && !marker.isHeld ? markerHalfPx : pinRadiusPx + 2
  return {
    fromInMap: origin.pointInMap,
    toInMap: marker.pointInMap,
    halfPx: { x: outlineHalfPx(origin) + 2, y: reachPx },
    strokePx: 1.75,
    stroke: colours.accent,
  }
}

/** In the hand it is a pin, so that the place under the cursor stays visible; at rest it shows its picture. */
function markerShapes(marker: Marker, colours: MapColours): Shape[] {
  const { pointInMap } = marker
  if (marker.isHeld || !marker.hasPicture) {
    const pin = around(pointInMap, pinRadiusPx, false)
    return [{ ...pin, fill: colours.accent, strokePx: 2, stroke: colours.surface, shadow: 1 }]
  }
  const picture = around(pointInMap, markerHalfPx, true)
  return [
    {
      ...picture,
      fill: colours.ink,
      picture: 'live',
      strokePx: ringGapPx,
      stroke: colours.surface,
      shadow: 1,
    },
    { ...around(pointInMap, markerHalfPx + ringGapPx, true), strokePx: 2, stroke: colours.accent },
  ]
}

function selection(selected: DrawnPoint, colours: MapColours): Shape[] {
  const halfPx = selected.hasThumbnail ? Math.max(selected.thumbnailHalfPx, 17) : selected.radiusPx
  const square = selected.hasThumbnail
  const ring = around(selected.pointInMap, halfPx + ringGapPx, square)
  return [
    ...(square ? [thumbnail(selected, halfPx, colours)] : []),
    { ...ring, strokePx: 2, stroke: colours.accent },
  ]
}

function hover(hovered: DrawnPoint, colours: MapColours): Shape[] {
  const square = isSquare(hovered)
  const halfPx = outlineHalfPx(hovered)
  const ring: Shape = {
    ...around(hovered.pointInMap, halfPx, square),
    strokePx: 1.75,
    stroke: colours.ink,
  }
  if (square || !hovered.hasThumbnail) return [ring]
  const offsetPx = { x: 0, y: halfPx + previewHalfPx + 8 }
  const preview = thumbnail(hovered, previewHalfPx, colours)
  return [ring, { ...preview, offsetPx, strokePx: 1.5, stroke: colours.ink, shadow: 1 }]
}

function thumbnail(point: DrawnPoint, halfPx: number, colours: MapColours): Shape {
  const box = around(point.pointInMap, halfPx, true)
  return { ...box, fill: colours.ink, picture: point.index, strokePx: ringGapPx, stroke: colours.surface }
}

function isSquare(point: DrawnPoint): boolean {
  return point.thumbnailHalfPx > 0
}

function outlineHalfPx(point: DrawnPoint): number {
  return isSquare(point) ? point.thumbnailHalfPx : point.radiusPx + 3
}

/** A rounded square of thumbnails, or a circle of points. */
function around(fromInMap: Place, halfPx: number, square: boolean): Shape {
  return { fromInMap, halfPx: { x: halfPx, y: halfPx }, cornerPx: square ? 3 : halfPx }
}
