import { expect, test } from 'vitest'
import { coverageOf } from './raster'

const side = 8
const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0)

test('a rectangle between pixels covers each by the part that lies in it', () => {
  const coverage = coverageOf(Float64Array.of(1.25, 2.5, 4.5, 2.5, 4.5, 4, 1.25, 4), side)
  const row = (y: number): number[] => [...coverage.subarray(y * side, y * side + side)]
  expect(row(1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  expect(row(2)).toEqual([0, 0.375, 0.5, 0.5, 0.25, 0, 0, 0])
  expect(row(3)).toEqual([0, 0.75, 1, 1, 0.5, 0, 0, 0])
  expect(row(4)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
})

test('a slanted edge covers half of the pixels on it', () => {
  const coverage = coverageOf(Float64Array.of(2, 2, 6, 6, 2, 6), side)
  for (let i = 2; i < 6; i++) expect(coverage[i * side + i]).toBeCloseTo(0.5, 6)
  expect(coverage[5 * side + 3]).toBe(1)
  expect(coverage[3 * side + 5]).toBe(0)
  expect(sum(coverage)).toBeCloseTo(8, 6)
})

test('what touches the last column and row stays in the picture', () => {
  const coverage = coverageOf(Float64Array.of(6.5, 6, 8, 6, 8, 8, 6.5, 8), side)
  expect(sum(coverage)).toBeCloseTo(3, 6)
  expect(coverage[7 * side + 7]).toBe(1)
  expect(coverage[0]).toBe(0)
})
