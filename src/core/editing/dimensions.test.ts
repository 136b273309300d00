import { expect, test } from 'vitest'
import { defaultConfigs } from '../records/training'
import { dimensionsOf } from './dimensions'

const config = { ...defaultConfigs.cvae, latentSize: 2, conditions: ['smile'] }
/** 0 to 100 in the second dimension, of which the first is a tenth; the third is what the model is told. */
const mu = Float32Array.from({ length: 303 }, (_, i) => [0.1, 1, 5][i % 3]! * Math.floor(i / 3))
const space = { config, mu, count: 101, latentSize: 3 }

test('dimensions are told by how much the data vary in them, without what the model is told', () => {
  const { deviations, byVariance, safeOf } = dimensionsOf(space)
  expect(byVariance).toEqual([1, 0])
  // The variance of 0 to n - 1 with divisor n - 1 is n (n + 1) / 12.
  expect(deviations[1]).toBeCloseTo(Math.sqrt((101 * 102) / 12), 9)
  expect(safeOf(1)).toEqual([1, 99])
  expect(safeOf(0)[1]).toBeCloseTo(9.9, 5)
  expect(dimensionsOf(space)).toBe(dimensionsOf({ ...space }))
})

test('one code has no spread to measure with', () => {
  const one = dimensionsOf({ ...space, mu: mu.slice(0, 3), count: 1 })
  expect([...one.deviations]).toEqual([1, 1, 1])
})
