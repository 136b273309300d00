import { describe, expect, it } from 'vitest'
import {
  clampView,
  fit,
  mapFromScreen,
  pan,
  screenFromMap,
  viewBetween,
  zoomAt,
  zoomLimits,
  type View,
} from './camera'
import { extentOf } from './extent'

const viewport = { width: 800, height: 600 }
const view: View = { centreInMap: { x: 2, y: -1 }, heightInMap: 3 }

describe('the camera', () => {
  it('goes from map to screen and back', () => {
    const place = { x: 1.3, y: -0.2 }
    const back = mapFromScreen(screenFromMap(place, view, viewport), view, viewport)
    expect(back.x).toBeCloseTo(place.x, 12)
    expect(back.y).toBeCloseTo(place.y, 12)
    expect(screenFromMap(view.centreInMap, view, viewport)).toEqual({ x: 400, y: 300 })
    expect(screenFromMap({ x: 2, y: 0.5 }, view, viewport).y).toBe(0)
  })

  it('keeps what is under the cursor under it while zooming', () => {
    const cursor = { x: 123, y: 456 }
    const before = mapFromScreen(cursor, view, viewport)
    const after = mapFromScreen(cursor, zoomAt(cursor, 3.7, view, viewport), viewport)
    expect(after.x).toBeCloseTo(before.x, 12)
    expect(after.y).toBeCloseTo(before.y, 12)
  })

  it('moves the map with the hand', () => {
    const place = { x: 1.5, y: -0.5 }
    const before = screenFromMap(place, view, viewport)
    const after = screenFromMap(place, pan({ x: 30, y: -12 }, view, viewport), viewport)
    expect(after.x - before.x).toBeCloseTo(30, 9)
    expect(after.y - before.y).toBeCloseTo(-12, 9)
  })

  it('fits everything with air around it', () => {
    const bounds = extentOf(Float32Array.of(-4, 0, 0, 4, 2, 0, NaN, 9, 0))
    const fitted = fit(bounds, viewport, 40)
    expect(screenFromMap({ x: -4, y: 1 }, fitted, viewport).x).toBeCloseTo(40, 9)
    expect(screenFromMap({ x: 4, y: 1 }, fitted, viewport).x).toBeCloseTo(760, 9)
    expect(fit(extentOf(new Float32Array()), viewport, 0).heightInMap).toBeCloseTo(2, 9)
  })

  it('does not let one get lost', () => {
    const bounds = extentOf(Float32Array.of(-1, -1, 0, 1, 1, 0))
    const home = fit(bounds, viewport, 40)
    const far = clampView({ centreInMap: { x: 99, y: -99 }, heightInMap: 1e9 }, home, bounds)
    expect(far).toEqual({ centreInMap: { x: 1, y: -1 }, heightInMap: home.heightInMap * zoomLimits.out })
    const near = clampView({ ...home, heightInMap: 1e-9 }, home, bounds)
    expect(near.heightInMap).toBeCloseTo(home.heightInMap / zoomLimits.in, 12)
  })

  it('flies from one view to another about one fixed point', () => {
    const to = zoomAt({ x: 100, y: 100 }, 8, view, viewport)
    const fixed = mapFromScreen({ x: 100, y: 100 }, view, viewport)
    const halfway = screenFromMap(fixed, viewBetween(view, to, 0.5), viewport)
    expect(halfway.x).toBeCloseTo(100, 6)
    expect(viewBetween(view, to, 1).centreInMap.x).toBeCloseTo(to.centreInMap.x, 9)
    expect(viewBetween(view, { ...view, centreInMap: { x: 4, y: -1 } }, 0.5).centreInMap.x).toBeCloseTo(3, 9)
  })
})
