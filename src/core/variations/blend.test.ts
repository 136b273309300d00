import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { blendFixture } from '../fixtures/blend.fixture'
import { slerp } from '../space/slerp'
import { blendCodes } from './blend'
import { cornersOf, middleOf, nearestInPad, weightsAt } from './pad'

const [arc, line] = [
  { isArc: true, conditions: 0 },
  { isArc: false, conditions: 0 },
]
const place = fc.tuple(
  fc.double({ min: -1, max: 2, noNaN: true }),
  fc.double({ min: -1, max: 2, noNaN: true }),
)

test.each(blendFixture)('the spherical mean is where the squared angles are least', (reference) => {
  const codes = reference.codes.map((code) => Float32Array.from(code))
  const blended = blendCodes(codes, reference.weights, arc)
  blended.forEach((x, i) => expect(x).toBeCloseTo(reference.mean[i]!, 5))
})

test('of two codes of one length it is slerp', () => {
  const [a, b] = [Float32Array.of(3, 0, 4), Float32Array.of(0, 5, 0)]
  const expected = slerp(a, b, 0.3)
  blendCodes([a, b], [0.7, 0.3], arc).forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 5))
})

test('in a line it is the weighted mean, and so are the numbers that a model is told', () => {
  const codes = [Float32Array.of(1, 0, 0), Float32Array.of(0, 1, 1)]
  expect([...blendCodes(codes, [3, 1], line)]).toEqual([0.75, 0.25, 0.25])
  const [x, y, told] = blendCodes(codes, [3, 1], { isArc: true, conditions: 1 })
  expect(told).toBe(0.25)
  expect(Math.hypot(x!, y!)).toBeCloseTo(1)
})

test('a parent alone is itself to the bit, codes of no length do no harm, nothing is refused', () => {
  const codes = [Float32Array.of(0.1, 0.2), Float32Array.of(0, 0), Float32Array.of(-0.1, -0.2)]
  expect([...blendCodes(codes, [2, 0, 0], arc)]).toEqual([...codes[0]!])
  for (const x of blendCodes(codes, [1, 1, 1], arc)) expect(Number.isFinite(x)).toBe(true)
  expect(() => blendCodes([], [], arc)).toThrow(RangeError)
  expect(() => blendCodes(codes, [0, 0, 0], arc)).toThrow(RangeError)
})

test('weights are shares of all parents, wherever the hand is', () => {
  fc.assert(
    fc.property(fc.constantFrom(2, 3, 4), place, (parents, point) => {
      const weights = weightsAt(parents, point)
      expect(weights).toHaveLength(parents)
      expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 9)
      for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('the corners are the parents, and the middle is as much of each', () => {
  for (const parents of [2, 3, 4]) {
    cornersOf(parents).forEach((corner, i) =>
      weightsAt(parents, corner).forEach((weight, j) => expect(weight).toBeCloseTo(i === j ? 1 : 0, 9)),
    )
    for (const weight of weightsAt(parents, middleOf(parents))) expect(weight).toBeCloseTo(1 / parents, 9)
  }
})

test('beside the pad the nearest place on it counts: no other is nearer', () => {
  fc.assert(
    fc.property(fc.constantFrom(2, 3, 4), place, place, (parents, point, other) => {
      const away = ([x, y]: readonly [number, number]): number => Math.hypot(x - point[0], y - point[1])
      const nearest = nearestInPad(parents, point)
      // Any weighted sum of the corners lies on the pad.
      expect(away(nearest)).toBeLessThan(away(nearestInPad(parents, other)) + 1e-9)
    }),
  )
})
