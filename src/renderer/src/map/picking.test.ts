import { describe, expect, it } from 'vitest'
import { PickIndex, type Drawn } from './picking'

const positions = Float32Array.of(0, 0, 10, 0, 10, 10, 30, 1)
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

  it('walks to the neighbour in a direction', () => {
    expect(index.neighbour(0, { x: 1, y: 0 })).toBe(1)
    expect(index.neighbour(1, { x: 0, y: 1 })).toBe(2)
    expect(index.neighbour(1, { x: 1, y: 0 })).toBe(3)
    expect(index.neighbour(0, { x: -1, y: 0 })).toBeUndefined()
  })

  it('knows the nearest, and nothing in an empty map', () => {
    expect(index.nearest({ x: 22, y: 3 })).toBe(3)
    expect(new PickIndex(new Float32Array()).pick({ x: 0, y: 0 }, points)).toBeUndefined()
    expect(new PickIndex(new Float32Array()).nearest({ x: 0, y: 0 })).toBeUndefined()
  })
})
