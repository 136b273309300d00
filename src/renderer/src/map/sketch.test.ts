import { describe, expect, it } from 'vitest'
import { outlineOf, type Drawn } from './sketch'

/** Ten pixels a map unit, y down; what has z > 0 lies behind the eye. */
const map: Drawn = {
  count: 2,
  placeOf: (index) => ({ x: index, y: 1, z: 0 }),
  screenFromMap: ({ x, y, z }) => ({ x: 10 * x, y: -10 * y, depth: z > 0 ? -1 : 1 }),
}

describe('a line over the map', () => {
  it('goes through points of the data and through places', () => {
    expect(outlineOf({ role: 'path', through: [1, [2, -3]] }, map)).toBe('M10.0 -10.0L20.0 30.0')
  })

  it('goes back to its beginning when it is closed', () => {
    const through = [0, 1, [4, 4]]
    expect(outlineOf({ role: 'deviation', through, isClosed: true }, map)).toMatch(/^M0\.0 -10\.0L.*Z$/)
  })

  it('is not drawn when it names no point, or ends behind the eye', () => {
    expect(outlineOf({ role: 'path', through: [0, 2] }, map)).toBe('')
    expect(outlineOf({ role: 'path', through: [0, [1, 1, 1]] }, map)).toBe('')
    expect(outlineOf({ role: 'path', through: [0] }, map)).toBe('')
  })
})
