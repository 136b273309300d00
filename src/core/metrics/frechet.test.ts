import { expect, test } from 'vitest'
import { metricsFixture } from '../fixtures/metrics.fixture'
import { gaussians, mulberry32 } from '../random/random'
import { frechetDistance } from './frechet'

test('the distance equals scipy, whichever set comes first', () => {
  const { a, b, size, distance } = metricsFixture.frechet
  expect(frechetDistance(a, b, size)).toBeCloseTo(distance, 10)
  expect(frechetDistance(b, a, size)).toBeCloseTo(distance, 10)
})

test('one feature, worked by hand: (m1 - m2)^2 + (s1 - s2)^2', () => {
  expect(frechetDistance([0, 2], [3, 9], 1)).toBeCloseTo(25 + (Math.SQRT2 - 3 * Math.SQRT2) ** 2, 12)
})

test.each([60, 500])('128 features of %i images: equal sets, a shift, twice the spread', (count) => {
  const size = 128
  const a = Float64Array.from(gaussians(count * size, mulberry32(8)))
  expect(frechetDistance(a, a, size)).toBeCloseTo(0, 4)
  const shifted = a.map((x, k) => x + (k % size === 0 ? 3 : 0))
  expect(frechetDistance(a, shifted, size)).toBeCloseTo(9, 4)
  // S2 = 4 S1: the trace is (1 + 4 - 2 * 2) tr S1, of about 1 per feature.
  const spread = frechetDistance(
    a,
    a.map((x) => 2 * x),
    size,
  )
  expect(spread / size).toBeGreaterThan(0.9)
  expect(spread / size).toBeLessThan(1.1)
})

test('ragged tables, single images and features that are not numbers are refused', () => {
  expect(() => frechetDistance([1, 2, 3], [1, 2, 3, 4], 2)).toThrow(RangeError)
  expect(() => frechetDistance([1, 2], [1, 2, 3, 4], 2)).toThrow(RangeError)
  expect(() => frechetDistance([1, NaN, 3, 4], [1, 2, 3, 4], 2)).toThrow(RangeError)
})
