import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../random/random'
import { leadingEigenvectors } from './leading'
import { covariance, columnMeans, dot } from './moments'
import { symmetricEigen } from './symmetric'

/** Covariance of `count` codes whose spread falls from dimension to dimension by `fall`. */
function spreadOf(count: number, size: number, fall: number): Float64Array {
  const rows = gaussians(count * size, mulberry32(4)).map((x, k) => x * fall ** (k % size))
  return covariance(rows, count, size, columnMeans(rows, count, size))
}

test.each([
  ['codes of 150 dimensions', 400, 150, 0.97],
  ['fewer codes than dimensions', 20, 60, 0.99],
  ['as many vectors as there are', 30, 2, 0.5],
])('%s have the axes that all eigenvectors together give', (_, count, size, fall) => {
  const matrix = spreadOf(count, size, fall)
  const [all, first] = [symmetricEigen(matrix, size), leadingEigenvectors(matrix, size, 2)]
  for (const r of [0, 1]) {
    const row = (vectors: Float64Array): Float64Array => vectors.subarray(r * size, (r + 1) * size)
    expect(Math.abs(dot(row(first.vectors), row(all.vectors)))).toBeCloseTo(1, 9)
    expect(first.values[r]! / all.values[r]!).toBeCloseTo(1, 9)
  }
})

test('codes that are all the same have axes too', () => {
  const { values, vectors } = leadingEigenvectors(new Float64Array(40 * 40), 40, 2)
  expect([...values]).toEqual([0, 0])
  const [a, b] = [vectors.subarray(0, 40), vectors.subarray(40)]
  expect(dot(a, a)).toBeCloseTo(1, 12)
  expect(dot(b, b)).toBeCloseTo(1, 12)
  expect(dot(a, b)).toBeCloseTo(0, 12)
})
