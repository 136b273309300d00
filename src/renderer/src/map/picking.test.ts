import { describe, expect, it } from 'vitest'
import { PickIndex, type Drawn } from './picking'
import { nearestTo, neighbourOf } from './walking'

const positions = Float32Array.of(0, 0, 0, 10, 0, 0, 10, 10, 0, 30, 1, 0)
const index = new PickIndex(positions)
const points: Drawn = { unitsPerPixel: 1, pointRadiusPx: 2, thumbnailHalfPx: () => 0, largestHalfPx: 0 }
const thumbnails: Drawn = { ...points, thumbnailHalfPx: (i) => (i === 2 ? 16 : 0), largestHalfPx: 16 }

describe('picking', () => {
  it('finds a point within its radius and 4 px more', () => {
    expect(index.pick({ x: -5.9, y: 0 }, points)).toBe(0)
    expect(index.pick({ x: -6.1, y: 0 }, points)).toBeUndefined()
    expect(index.pick({ x: 20, y: 20 }, points)).toBeUndefined()
  })

  it('prefers the thumbnail that lies on top to the point below it', () => {
    expect(index.pick({ x: 10, y: 0 }, points)).toBe(1)
    expect(index.pick({ x: 10, y: 0 }, thumbnails)).toBe(2)
    expect(index.pick({ x: 27, y: 1 }, thumbnails)).toBe(3)
  })

  it('never finds what is hidden', () => {
    const isHidden = (i: number): boolean => i === 2
    expect(index.pick({ x: 10, y: 0 }, { ...thumbnails, isHidden })).toBe(1)
    expect(index.pick({ x: 10, y: 10 }, { ...points, isHidden })).toBeUndefined()
  })

  it('walks to the neighbour in a direction', () => {
    expect(neighbourOf(0, { x: 1, y: 0 }, positions)).toBe(1)
    expect(neighbourOf(1, { x: 0, y: 1 }, positions)).toBe(2)
    expect(neighbourOf(1, { x: 1, y: 0 }, positions)).toBe(3)
    expect(neighbourOf(0, { x: -1, y: 0 }, positions)).toBeUndefined()
  })

  it('knows the nearest, and nothing in an empty map', () => {
    expect(nearestTo({ x: 22, y: 3 }, positions)).toBe(3)
    expect(new PickIndex(new Float32Array()).pick({ x: 0, y: 0 }, points)).toBeUndefined()
    expect(nearestTo({ x: 0, y: 0 }, new Float32Array())).toBeUndefined()
  })
})
