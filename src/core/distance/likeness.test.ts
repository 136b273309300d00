import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../random/random'
import { likenessOf, usualDistance } from './likeness'

test('two codes of a standard Gaussian are usually as far apart as the chi distribution says', () => {
  // |a - b| of 8 dimensions is sqrt(2) times chi with 8 degrees of freedom, whose median is sqrt(7.3441) (tables).
  const expected = Math.sqrt(2 * 7.3441)
  const found = usualDistance(gaussians(8 * 5000, mulberry32(3)), 8)
  expect(found / expected).toBeGreaterThan(0.95)
  expect(found / expected).toBeLessThan(1.05)
  expect(usualDistance(gaussians(8 * 5000, mulberry32(3)), 8)).toBe(found)
})

test('the same is wholly alike; at half the usual distance half; beyond it not at all', () => {
  expect(likenessOf([1, 2], [1, 2], 5)).toBe(1)
  expect(likenessOf([0, 0], [3, 4], 10)).toBe(0.5)
  expect(likenessOf([0, 0], [30, 40], 10)).toBe(0)
  expect(likenessOf([1], [1], 0)).toBe(1)
})
