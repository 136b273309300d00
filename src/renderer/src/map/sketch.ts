/** Where the lines over the map run on the screen. Pure. */
import type { Place, Point } from './camera'
import type { Figure } from './map-props'

/** What is asked of the map to draw over it. */
export interface Drawn {
  readonly count: number
  placeOf(index: number): Place
  screenFromMap(pointInMap: Place): Point & { depth: number }
}

/** The path of an SVG; empty where a part of the figure lies behind the eye or names no point. */
export function outlineOf({ through, isClosed = false }: Figure, map: Drawn): string {
  const corners: string[] = []
  for (const stop of through) {
    if (typeof stop === 'number' && stop >= map.count) return ''
    const { x, y, depth } = map.screenFromMap(typeof stop === 'number' ? map.placeOf(stop) : placeAt(stop))
    if (depth <= 0) return ''
    corners.push(`${x.toFixed(1)} ${y.toFixed(1)}`)
  }
  return corners.length > 1 ? `M${corners.join('L')}${isClosed ? 'Z' : ''}` : ''
}

function placeAt([x = 0, y = 0, z = 0]: readonly number[]): Place {
  return { x, y, z }
}
