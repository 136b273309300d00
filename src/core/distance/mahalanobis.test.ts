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

test('draws have the mean and the covariance of the codes', () => {
  const codes = gaussians(300 * 3, mulberry32(7)).map((x, i) => (i % 3 === 0 ? 4 * x : x - 2))
  for (let i = 0; i < 300; i++) codes[3 * i + 2]! += codes[3 * i]! / 2
  const of = finished(measureUsual(codes, 300, 3))
  const rows = Array.from({ length: 300 }, (_, i) => [...codes.subarray(3 * i, 3 * i + 3)])
  const draws = Array.from({ length: 4000 }, (_, seed) => [...of.draw(gaussians(3, mulberry32(seed)))])
  const [wanted, found] = [momentsOf(rows), momentsOf(draws)]
  const deviation = [0, 1, 2].map((i) => Math.sqrt(wanted.covariance[i]![i]!))
  wanted.mean.forEach((x, i) => expect(Math.abs(found.mean[i]! - x) / deviation[i]!).toBeLessThan(0.06))
  wanted.covariance.forEach((row, i) =>
    row.forEach((x, j) => {
      const off = Math.abs(found.covariance[i]![j]! - x) / (deviation[i]! * deviation[j]!)
      expect(off).toBeLessThan(0.06)
    }),
  )
})

test('a draw is as far from the mean as its standard numbers are from zero', () => {
  const of = finished(measureUsual(gaussians(40 * 3, mulberry32(7)), 40, 3))
  expect([...of.draw(new Float32Array(3))]).toEqual([...Float32Array.from(of.mean)])
  expect(of.distanceOf(of.draw(Float32Array.of(2, -3, 6)))).toBeCloseTo(7, 4)
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

function momentsOf(rows: readonly number[][]): { mean: number[]; covariance: number[][] } {
  const of = (each: (row: number[]) => number): number =>
    rows.reduce((sum, row) => sum + each(row), 0) / rows.length
  const mean = [0, 1, 2].map((i) => of((row) => row[i]!))
  const between = (i: number, j: number): number => of((row) => (row[i]! - mean[i]!) * (row[j]! - mean[j]!))
  return { mean, covariance: [0, 1, 2].map((i) => [0, 1, 2].map((j) => between(i, j))) }
}
