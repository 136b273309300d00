import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultConfigs } from '../records/training'
import { norm } from '../statistics/moments'
import { codesAlong, wayBetween } from './codes'
import { placesAlong } from './line'

const places = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 2, maxLength: 2 })
const lines = fc.array(places, { minLength: 2, maxLength: 12 })
const counts = fc.constantFrom(8 as const, 16 as const, 32 as const)
const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((x, axis) => b[axis]! - x))

test('a path begins and ends where its line does, whatever the line', () => {
  fc.assert(
    fc.property(lines, counts, (line, count) => {
      const along = placesAlong(line, count)
      expect(along.length).toBe(count)
      expect(distance(along[0]!, line[0]!)).toBe(0)
      expect(distance(along.at(-1)!, line.at(-1)!)).toBeLessThan(1e-9)
    }),
    { seed: 1 },
  )
})

test('steps are equal along the line, around its corners too', () => {
  const along = placesAlong(
    [
      [0, 0],
      [4, 0],
      [4, 0],
      [4, 3],
    ],
    8,
  )
  expect(along.map(([x, y]) => [x, y].map((v) => +v!.toFixed(6)))).toEqual(
    [0, 1, 2, 3, 4, 4, 4, 4].map((x, i) => [x, Math.max(0, i - 4)]),
  )
})

test('a line of no length gives its one place again and again', () => {
  expect(
    placesAlong(
      [
        [2, 1],
        [2, 1],
      ],
      3,
    ),
  ).toEqual([
    [2, 1],
    [2, 1],
    [2, 1],
  ])
  expect(() => placesAlong([[2, 1]], 3)).toThrow(RangeError)
})

/** The map's plane lies in three dimensions, one unit above the origin. */
const codeAt = ([x, y]: readonly number[]): Float32Array => Float32Array.of(x!, y!, 1)
const line = [
  [-2, 0],
  [0, 5],
  [2, 0],
]
const rows = (codes: Float32Array): Float32Array[] =>
  Array.from({ length: codes.length / 3 }, (_, i) => codes.subarray(3 * i, 3 * i + 3))

test('through the map the codes are those under the line', () => {
  const codes = rows(codesAlong({ line, count: 8, way: 'map' }, codeAt))
  placesAlong(line, 8).forEach((place, i) => expect(codes[i]).toEqual(codeAt(place)))
})

test('between the ends a straight line goes through the middle, the arc keeps the length', () => {
  for (const way of ['linear', 'slerp'] as const) {
    const codes = rows(codesAlong({ line, count: 8, way }, codeAt))
    expect([codes[0], codes[7]]).toEqual([codeAt([-2, 0]), codeAt([2, 0])])
    expect(codes.every((code) => Math.abs(code[1]!) < 1e-6)).toBe(true)
    const shortest = Math.min(...codes.map((code) => norm(code)))
    if (way === 'linear') expect(shortest).toBeLessThan(0.5 * Math.sqrt(5) + 0.1)
    else expect(shortest).toBeCloseTo(Math.sqrt(5), 4)
  }
})

test('the way that is offered follows from what the model knows of its codes', () => {
  expect(wayBetween(defaultConfigs.ae).way).toBe('linear')
  expect(wayBetween(defaultConfigs.vae).way).toBe('slerp')
})
