import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reference } from '../clusters/reference.fixture'
import { gaussians, mulberry32 } from '../random/random'
import { finished } from '../slices.fixture'
import { distancesOf, measureUsual } from './mahalanobis'

const usual = finished(measureUsual(reference.codes, 32, 3))

test.each(reference.mahalanobis)('of $z it says what SciPy says', ({ z, distance, percentile }) => {
  // The reference has no ridge and is in double precision from the start.
  expect(usual.of(z).distance).toBeCloseTo(distance, 5)
  expect(usual.of(z).percentile).toBe(percentile)
})

test('by hand: two standard deviations along an axis, whatever its unit', () => {
  const square = finished(measureUsual(Float32Array.of(3, 10, -3, 10, 3, -10, -3, -10), 4, 2))
  const deviation = Math.sqrt(4 / 3)
  expect(square.of([2 * 3 * deviation, 0]).distance).toBeCloseTo(2, 6)
  expect(square.of([0, 2 * 10 * deviation]).distance).toBeCloseTo(2, 6)
  expect(square.of([0, 0])).toEqual({ distance: 0, percentile: 0 })
})

test('the data have every percentile, and the mean square of their distances is known', () => {
  const codes = gaussians(500 * 6, mulberry32(3))
  const of = finished(measureUsual(codes, 500, 6))
  const rows = Array.from({ length: 500 }, (_, i) => i)
  const distances = finished(distancesOf(of, codes, rows))
  // Summed over the data, D^2 is the trace of S^-1 S (n - 1).
  expect(distances.reduce((sum, d) => sum + d ** 2, 0) / (499 * 6)).toBeCloseTo(1, 6)
  expect([...distances].map((d) => Math.round(500 * of.percentileOf(d))).sort((a, b) => a - b)).toEqual(rows)
})

test('no change of units or turning of the space changes it', () => {
  const skew = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(fc.nat(99), skew, (seed, [a, b, c]) => {
      const codes = gaussians(40 * 3, mulberry32(seed))
      const skewed = codes.slice()
      for (let i = 0; i < 40; i++) {
        const [x, y, z] = codes.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number]
        skewed.set([3 * x + a! * y + b! * z, y + c! * z, 0.5 * z], 3 * i)
      }
      const [plain, other] = [codes, skewed].map((table) => finished(measureUsual(table, 40, 3)))
      for (let i = 0; i < 40; i++)
        expect(other!.distanceOf(skewed, 3 * i)).toBeCloseTo(plain!.distanceOf(codes, 3 * i), 3)
    }),
  )
})

test('a dimension in which nothing varies does not count until a code leaves it', () => {
  const flat = gaussians(50 * 2, mulberry32(4)).map((x, i) => (i % 2 === 0 ? x : 1))
  const of = finished(measureUsual(flat, 50, 2))
  expect(of.of([0.5, 1]).distance).toBeLessThan(2)
  expect(of.of([0.5, 2]).percentile).toBe(1)
})

test('codes that are all the same are refused', () => {
  expect(() => finished(measureUsual(new Float32Array(20), 10, 2))).toThrow(RangeError)
})
