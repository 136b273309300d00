import { describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../../core/random/random'
import { extentOf } from './extent'
import { fitPose, type Pose } from './orbit'
import { Projection } from './projection'
import { flattened, SpaceIndex } from './space-picking'

const viewport = { width: 800, height: 600 }
const positions = gaussians(3 * 500, mulberry32(5))
const extent = extentOf(positions)
const turned: Pose = { centreInMap: { x: 0, y: 0, z: 0 }, heightInMap: 4, yaw: 0.6, pitch: -0.3, openness: 1 }
const projection = new Projection(fitPose(extent, turned, viewport, 40), viewport)
const all = new SpaceIndex(positions)
const points = { pointRadiusPx: 3, thumbnailHalfPx: () => 0, largestHalfPx: 0 }

/** By the book: every point on its own. */
function expected(cursor: { x: number; y: number }, seen: Projection): number | undefined {
  let best: { index: number; covers: boolean; least: number } | undefined
  for (let index = 0; index < positions.length / 3; index++) {
    const [x = 0, y = 0, z = 0] = positions.subarray(3 * index, 3 * index + 3)
    const at = seen.screenFromMap({ x, y, z })
    const away = Math.hypot(at.x - cursor.x, at.y - cursor.y)
    const radius = 3 * seen.nearness(at.depth)
    if (at.depth <= 0 || away > radius + 4) continue
    const covers = away < radius
    const least = covers ? at.depth : away
    const isBetter = !best || (covers && !best.covers) || (covers === best.covers && least < best.least)
    if (isBetter) best = { index, covers, least }
  }
  return best?.index
}

describe('picking in space', () => {
  it('finds what a search of every point finds, everywhere on the screen and however near', () => {
    const random = mulberry32(9)
    const within = new Projection({ ...projection.pose, heightInMap: 0.8 }, viewport)
    let found = 0
    for (let n = 0; n < 400; n++) {
      const cursor = { x: random() * 800, y: random() * 600 }
      for (const seen of [projection, within]) {
        const index = all.pick(cursor, seen, points)
        expect(index).toBe(expected(cursor, seen))
        if (index !== undefined) found++
      }
    }
    expect(found).toBeGreaterThan(20)
  })

  it('takes the nearer of two that lie behind one another, and a thumbnail only where it covers', () => {
    const facing = new Projection({ ...turned, yaw: 0, pitch: 0 }, viewport)
    const two = new SpaceIndex(Float32Array.of(0, 0, -1, 0, 0, 1, NaN, 0, 0))
    const middle = { x: 400, y: 300 }
    expect(two.pick(middle, facing, points)).toBe(1)
    expect(two.pick(middle, facing, { ...points, isHidden: (i) => i === 1 })).toBe(0)
    const thumbnails = { ...points, thumbnailHalfPx: (i: number) => (i === 0 ? 40 : 0), largestHalfPx: 40 }
    expect(two.pick(middle, facing, thumbnails)).toBe(1)
    expect(two.pick({ x: 420, y: 300 }, facing, thumbnails)).toBe(0)
    expect(two.pick({ x: 450, y: 300 }, facing, thumbnails)).toBeUndefined()
  })

  it('sees points as a flat map of pixels', () => {
    const seen = flattened(positions, projection)
    const at = projection.screenFromMap({ x: positions[0]!, y: positions[1]!, z: positions[2]! })
    expect([seen[0], seen[1], seen[2]]).toEqual([expect.closeTo(at.x, 3), expect.closeTo(-at.y, 3), 0])
  })
})
