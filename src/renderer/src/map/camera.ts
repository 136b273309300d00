/** Camera and viewport maths of the flat map. Pure: no three, no DOM, no clock. */

export interface Point {
  x: number
  y: number
}

/** A place in the map; `z` is 0 in a flat one. */
export interface Place extends Point {
  z: number
}

/** What the window shows: a place in the map and how many map units fit into the window's height. */
export interface View {
  centreInMap: Point
  heightInMap: number
}

/** The size of the canvas in CSS pixels. */
export interface Viewport {
  width: number
  height: number
}

export interface Bounds {
  min: Point
  max: Point
}

/** How far one can go away from the view that shows everything. */
export const zoomLimits = { out: 2, in: 400 } as const

export function mapUnitsPerPixel(view: View, viewport: Viewport): number {
  return view.heightInMap / viewport.height
}

export function screenFromMap(pointInMap: Point, view: View, viewport: Viewport): Point {
  const unitsPerPixel = mapUnitsPerPixel(view, viewport)
  return {
    x: viewport.width / 2 + (pointInMap.x - view.centreInMap.x) / unitsPerPixel,
    y: viewport.height / 2 - (pointInMap.y - view.centreInMap.y) / unitsPerPixel,
  }
}

export function mapFromScreen(pointOnScreen: Point, view: View, viewport: Viewport): Point {
  const unitsPerPixel = mapUnitsPerPixel(view, viewport)
  return {
    x: view.centreInMap.x + (pointOnScreen.x - viewport.width / 2) * unitsPerPixel,
    y: view.centreInMap.y - (pointOnScreen.y - viewport.height / 2) * unitsPerPixel,
  }
}

/** Shows the map `factor` times larger; what lies under the cursor stays under it. */
export function zoomAt(cursorOnScreen: Point, factor: number, view: View, viewport: Viewport): View {
  const fixed = mapFromScreen(cursorOnScreen, view, viewport)
  return {
    heightInMap: view.heightInMap / factor,
    centreInMap: {
      x: fixed.x + (view.centreInMap.x - fixed.x) / factor,
      y: fixed.y + (view.centreInMap.y - fixed.y) / factor,
    },
  }
}

/** Moves what is shown by so many pixels, as a hand moves paper. */
export function pan(movedOnScreen: Point, view: View, viewport: Viewport): View {
  const unitsPerPixel = mapUnitsPerPixel(view, viewport)
  return {
    ...view,
    centreInMap: {
      x: view.centreInMap.x - movedOnScreen.x * unitsPerPixel,
      y: view.centreInMap.y + movedOnScreen.y * unitsPerPixel,
    },
  }
}

/** The view that shows all of `bounds` with `paddingPx` of air on every side. */
export function fit(bounds: Bounds, viewport: Viewport, paddingPx: number): View {
  const width = Math.max(bounds.max.x - bounds.min.x, 1e-6)
  const height = Math.max(bounds.max.y - bounds.min.y, 1e-6)
  const unitsPerPixel = Math.max(
    width / Math.max(viewport.width - 2 * paddingPx, 1),
    height / Math.max(viewport.height - 2 * paddingPx, 1),
  )
  return {
    centreInMap: { x: (bounds.min.x + bounds.max.x) / 2, y: (bounds.min.y + bounds.max.y) / 2 },
    heightInMap: unitsPerPixel * viewport.height,
  }
}

/** Keeps the view where there is something to see, so that one cannot get lost. */
export function clampView(view: View, home: View, bounds: Bounds): View {
  const highest = home.heightInMap * zoomLimits.out
  const lowest = home.heightInMap / zoomLimits.in
  return {
    heightInMap: clamp(view.heightInMap, lowest, highest),
    centreInMap: {
      x: clamp(view.centreInMap.x, bounds.min.x, bounds.max.x),
      y: clamp(view.centreInMap.y, bounds.min.y, bounds.max.y),
    },
  }
}

/** The view on the way from one to another, `amount` in [0, 1]: zooms at an even pace about one fixed point. */
export function viewBetween(from: View, to: View, amount: number): View {
  const ratio = to.heightInMap / from.heightInMap
  const heightInMap = from.heightInMap * ratio ** amount
  const share = Math.abs(ratio - 1) < 1e-3 ? amount : (ratio ** amount - 1) / (ratio - 1)
  return {
    heightInMap,
    centreInMap: {
      x: from.centreInMap.x + (to.centreInMap.x - from.centreInMap.x) * share,
      y: from.centreInMap.y + (to.centreInMap.y - from.centreInMap.y) * share,
    },
  }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
