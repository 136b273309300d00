import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../random/random'
import { pullOf, pullTowards } from './pull'

test('worked by hand: variances 4 and 1 with a twentieth of their mean added, nothing between them', () => {
  // Columns +-2 and +-1 at all four corners: sample variances 16/3 and 4/3, mean 10/3.
  const codes = Float32Array.of(2, 1, 2, -1, -2, 1, -2, -1)
  const pull = pullTowards(codes, 4, 2)
  const added = (0.05 * 10) / 3
  expect(pullOf(pull, [2, 1])).toBeCloseTo((4 / (16 / 3 + added) + 1 / (4 / 3 + added)) / 2, 5)
  expect(pullOf(pull, [0, 0])).toBe(0)
})

test('a usual code of correlated data is pulled by about 1, and one against the correlation by more', () => {
  const noise = gaussians(4000, mulberry32(5))
  const codes = Float32Array.from({ length: 4000 }, (_, k) =>
    k % 2 === 0 ? noise[k]! : 0.95 * noise[k - 1]! + 0.3 * noise[k]!,
  )
  const pull = pullTowards(codes, 2000, 2)
  let sum = 0
  for (let i = 0; i < 2000; i++) sum += pullOf(pull, codes.subarray(2 * i, 2 * i + 2)) / 2000
  expect(sum).toBeGreaterThan(0.7)
  expect(sum).toBeLessThan(1.05)
  expect(pullOf(pull, [1, -1])).toBeGreaterThan(5 * pullOf(pull, [1, 1]))
})

test('a dimension that the data leave alone does not outweigh the others', () => {
  const codes = gaussians(300, mulberry32(2)).map((x, k) => (k % 3 === 2 ? 0 : x))
  expect(pullOf(pullTowards(codes, 100, 3), [0, 0, 0.5])).toBeLessThan(5)
})
