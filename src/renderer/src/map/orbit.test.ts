import { describe, expect, it } from 'vitest'
import { mapFromScreen, screenFromMap } from './camera'
import { extentOf } from './extent'
import {
  axesOf,
  clampPose,
  fitPose,
  panPose,
  poseBetween,
  turnPose,
  zoomAbout,
  zoomPose,
  type Pose,
} from './orbit'
import { Projection } from './projection'

const viewport = { width: 800, height: 600 }
const flat: Pose = { centreInMap: { x: 2, y: -1, z: 0 }, heightInMap: 3, yaw: 0.7, pitch: 0.4, openness: 0 }
const open: Pose = { ...flat, centreInMap: { x: 2, y: -1, z: 0.5 }, openness: 1 }
const cursor = { x: 123, y: 456 }

describe('the camera in space', () => {
  it('equals the flat map while it is closed, however it was turned', () => {
    const place = { x: 1.3, y: -0.2, z: 0 }
    const seen = new Projection(flat, viewport).screenFromMap(place)
    const drawn = screenFromMap(place, flat, viewport)
    expect(seen.x).toBeCloseTo(drawn.x, 9)
    expect(seen.y).toBeCloseTo(drawn.y, 9)
    const under = new Projection(flat, viewport).mapFromScreen(cursor)
    expect(under.x).toBeCloseTo(mapFromScreen(cursor, flat, viewport).x, 9)
    expect(under.z).toBe(0)
  })

  it('goes from map to screen and back in the plane through a place', () => {
    const projection = new Projection(open, viewport)
    for (const place of [{ x: 1, y: 0, z: 1 }, { x: 3.2, y: -1.5, z: -0.7 }, open.centreInMap]) {
      const back = projection.mapFromScreen(projection.screenFromMap(place), place)
      expect(Math.hypot(back.x - place.x, back.y - place.y, back.z - place.z)).toBeLessThan(1e-12)
    }
  })

  it('has upright axes that stand on each other', () => {
    const { right, up, back } = axesOf(open)
    const dot = (a: typeof right, b: typeof right) => a.x * b.x + a.y * b.y + a.z * b.z
    expect([dot(right, up), dot(up, back), dot(back, right)].every((x) => Math.abs(x) < 1e-12)).toBe(true)
    expect(right.y).toBe(0)
    expect(dot(back, back)).toBeCloseTo(1, 12)
  })

  it('draws what is nearer larger, and shows it nearer to the edge', () => {
    const projection = new Projection({ ...open, yaw: 0, pitch: 0 }, viewport)
    const near = projection.screenFromMap({ x: 2.5, y: -1, z: 1.5 })
    const far = projection.screenFromMap({ x: 2.5, y: -1, z: -1.5 })
    expect(near.x).toBeGreaterThan(far.x)
    expect(projection.nearness(near.depth)).toBeGreaterThan(1)
    expect(projection.nearness(far.depth)).toBeLessThan(1)
    expect(projection.nearness(projection.distance)).toBe(1)
  })

  it('keeps what is under the cursor under it while zooming and panning', () => {
    const under = new Projection(open, viewport).mapFromScreen(cursor)
    const zoomed = new Projection(zoomPose(cursor, 3.7, open, viewport), viewport).screenFromMap(under)
    expect([zoomed.x, zoomed.y]).toEqual([expect.closeTo(123, 9), expect.closeTo(456, 9)])
    const panned = panPose({ x: 30, y: -12 }, open, viewport)
    const moved = new Projection(panned, viewport).screenFromMap(under)
    expect([moved.x, moved.y]).toEqual([expect.closeTo(153, 9), expect.closeTo(444, 9)])
  })

  it('comes nearer to a place at any depth without moving it on the screen', () => {
    const place = { x: 1.2, y: -0.4, z: 1.1 }
    const before = new Projection(open, viewport).screenFromMap(place)
    const after = new Projection(zoomAbout(place, 2.5, open), viewport).screenFromMap(place)
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 9), expect.closeTo(before.y, 9)])
    expect(after.depth).toBeCloseTo(before.depth / 2.5, 9)
  })

  it('turns with the hand: what faces the eye follows it', () => {
    const facing = { ...open, yaw: 0, pitch: 0 }
    const before = new Projection(facing, viewport)
    const front = before.mapFromScreen({ x: 400, y: 300 }, { x: 2, y: -1, z: 1.2 })
    const turned = new Projection(turnPose({ x: 40, y: 20 }, facing, viewport), viewport).screenFromMap(front)
    expect(turned.x).toBeGreaterThan(400)
    expect(turned.y).toBeGreaterThan(300)
    expect(turnPose({ x: 0, y: 5000 }, open, viewport).pitch).toBe(Math.PI / 2)
    expect(Math.abs(turnPose({ x: 5000, y: 0 }, open, viewport).yaw)).toBeLessThanOrEqual(Math.PI)
  })

  it('fits a ball that shows every point from every side', () => {
    const positions = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i * 12.9898) * (1 + (i % 3)))
    const extent = extentOf(positions)
    for (const turn of [
      { yaw: 0, pitch: 0 },
      { yaw: 2, pitch: -1 },
      { yaw: -1, pitch: 1.5 },
    ]) {
      const home = fitPose(extent, { ...open, ...turn }, viewport, 40)
      const projection = new Projection(home, viewport)
      for (let i = 0; i < positions.length; i += 3) {
        const [x = 0, y = 0, z = 0] = positions.subarray(i, i + 3)
        const seen = projection.screenFromMap({ x, y, z })
        expect(Math.min(seen.x, seen.y, 800 - seen.x, 600 - seen.y)).toBeGreaterThan(39.9)
      }
    }
  })

  it('flies and stays near what there is', () => {
    const to = { ...open, centreInMap: { x: 0, y: 0, z: -1 }, heightInMap: 6 }
    expect(poseBetween(open, to, 1).centreInMap.z).toBeCloseTo(-1, 12)
    expect(poseBetween(open, { ...open, centreInMap: to.centreInMap }, 0.5).centreInMap.z).toBeCloseTo(
      -0.25,
      12,
    )
    const extent = extentOf(Float32Array.of(-1, -1, -1, 1, 1, 1))
    const home = fitPose(extent, open, viewport, 40)
    const lost = clampPose({ ...open, centreInMap: { x: 9, y: 0, z: -9 } }, home, extent)
    expect(lost.centreInMap).toEqual({ x: 1, y: 0, z: -1 })
  })
})
