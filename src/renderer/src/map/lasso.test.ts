import { describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../../core/random/random'
import { isInside, pointsWithin, rectangleOf } from './lasso'
import type { Pose } from './orbit'
import { Projection } from './projection'

const viewport = { width: 800, height: 600 }
const open: Pose = { centreInMap: { x: 0, y: 0, z: 0 }, heightInMap: 6, yaw: 0.6, pitch: -0.3, openness: 1 }

describe('the lasso', () => {
  it('knows the inside of a hook from the bay within it', () => {
    const hook = [
      [0, 0],
      [10, 0],
      [10, 10],
      [6, 10],
      [6, 4],
      [4, 4],
      [4, 10],
      [0, 10],
    ].map(([x = 0, y = 0]) => ({ x, y }))
    expect(isInside({ x: 2, y: 8 }, hook)).toBe(true)
    expect(isInside({ x: 5, y: 8 }, hook)).toBe(false)
    expect(isInside({ x: 5, y: 2 }, hook)).toBe(true)
    expect(isInside({ x: 11, y: 2 }, hook)).toBe(false)
  })

  it('takes all points within a circle and no other, flat and in space', () => {
    const positions = gaussians(3 * 2000, mulberry32(4))
    const circle = Array.from({ length: 720 }, (_, i) => (i * Math.PI) / 360).map((angle) => ({
      x: 430 + 120 * Math.cos(angle),
      y: 280 + 120 * Math.sin(angle),
    }))
    for (const pose of [open, { ...open, openness: 0 }]) {
      const projection = new Projection(pose, viewport)
      const taken = new Set(pointsWithin(circle, positions, projection))
      expect(taken.size).toBeGreaterThan(100)
      for (let i = 0; i < 2000; i++) {
        const [x = 0, y = 0, z = 0] = positions.subarray(3 * i, 3 * i + 3)
        const at = projection.screenFromMap({ x, y, z })
        const away = Math.hypot(at.x - 430, at.y - 280)
        // Between the circle and its 720 chords lies a hundredth of a pixel.
        if (Math.abs(away - 120) > 0.01) expect(taken.has(i)).toBe(at.depth > 0 && away < 120)
      }
    }
  })

  it('agrees with a test of every edge for wild outlines that cross themselves', () => {
    const random = mulberry32(8)
    const flat = new Projection({ ...open, openness: 0 }, viewport)
    const positions = gaussians(3 * 3000, mulberry32(6)).map((value, i) => (i % 3 === 2 ? 0 : value))
    for (let n = 0; n < 20; n++) {
      const wild = Array.from({ length: 3 + n }, () => ({ x: random() * 800, y: random() * 600 }))
      // A level edge and one straight up, which have no slope to speak of.
      wild.push({ x: 300, y: wild[0]!.y })
      wild.push({ x: 300, y: 40 })
      const expected: number[] = []
      for (let i = 0; i < 3000; i++) {
        const at = flat.screenFromMap({ x: positions[3 * i]!, y: positions[3 * i + 1]!, z: 0 })
        if (isInside(at, wild)) expected.push(i)
      }
      expect([...pointsWithin(wild, positions, flat)]).toEqual(expected)
    }
  })

  it('draws a box whichever corner comes first, and takes nothing behind the eye', () => {
    const projection = new Projection({ ...open, yaw: 0, pitch: 0 }, viewport)
    const positions = Float32Array.of(0, 0, 0, 0, 0, 99, NaN, 0, 0)
    const box = rectangleOf({ x: 410, y: 310 }, { x: 390, y: 290 })
    expect([...pointsWithin(box, positions, projection)]).toEqual([0])
    expect(pointsWithin([], positions, projection).length).toBe(0)
  })
})
