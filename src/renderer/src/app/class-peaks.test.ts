import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../../core/random/random'
import { classPeaks } from './class-peaks'

const random = mulberry32(5)

/** Groups of 200 around places, a class each, and a few of each class anywhere. */
function groups(places: readonly number[][], dimensions: 2 | 3) {
  const classes: number[] = []
  const positions: number[] = []
  places.forEach((place, k) => {
    for (let i = 0; i < 220; i++) {
      const noise = [...gaussians(dimensions, random)].map((value) => value * (i < 200 ? 0.3 : 4))
      positions.push(...noise.map((value, axis) => place[axis]! + value))
      classes.push(k)
    }
  })
  return { positions: Float32Array.from(positions), classes }
}

test.each([2, 3] as const)('a name stands in the midst of its group, in %s dimensions', (dimensions) => {
  const places = [
    [0, 0, 0],
    [5, 1, 3],
    [-3, 6, -4],
  ]
  const { positions, classes } = groups(places, dimensions)
  const peaks = classPeaks(positions, dimensions, classes, 4, undefined)
  places.forEach((place, k) => {
    const peak = peaks[k]!
    expect(classes[peak]).toBe(k)
    const away = Math.hypot(
      ...place.slice(0, dimensions).map((at, axis) => positions[peak * dimensions + axis]! - at),
    )
    expect(away).toBeLessThan(0.7)
  })
  expect(peaks[3]).toBeUndefined()
})

test('of a class in two groups the larger one has the name, unless it is hidden', () => {
  const { positions, classes } = groups(
    [
      [0, 0],
      [8, 0],
      [4, 5],
    ],
    2,
  )
  const merged = classes.map((place) => Math.min(place, 1))
  const hidden = Uint8Array.from(classes, (place, i) => Number(place === 1 && i % 3 > 0))
  expect(classes[classPeaks(positions, 2, merged, 2, hidden)[1]!]).toBe(2)
  const other = Uint8Array.from(classes, (place) => Number(place === 2))
  expect(classes[classPeaks(positions, 2, merged, 2, other)[1]!]).toBe(1)
})

test('among mixed classes it stands where there are fewest others', () => {
  const { positions } = groups(
    [
      [0, 0],
      [9, 0],
    ],
    2,
  )
  // Two thirds of the first group are of the class, and half of the second, which are all alone there.
  const classes = Array.from({ length: 440 }, (_, i) => (i < 220 ? Number(i % 3 > 0) : 1))
  const hidden = Uint8Array.from({ length: 440 }, (_, i) => Number(i >= 220 && i % 2))
  expect(classPeaks(positions, 2, classes, 2, hidden)[1]).toBeGreaterThanOrEqual(220)
})

test('a class that is spread among others has no place of its own, and no name', () => {
  const { positions } = groups(
    [
      [0, 0],
      [3, 1],
    ],
    2,
  )
  const mixed = mulberry32(9)
  const classes = Array.from({ length: 440 }, () => Number(mixed() < 0.5))
  expect(classPeaks(positions, 2, classes, 2, undefined)).toEqual([undefined, undefined])
})
