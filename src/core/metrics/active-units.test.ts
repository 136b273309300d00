import { expect, test } from 'vitest'
import { metricsFixture } from '../fixtures/metrics.fixture'
import { activeUnits, klPerDimension } from './active-units'

const fixture = metricsFixture.activeUnits

test('variances and the count of active units equal numpy', () => {
  const { active, variances } = activeUnits(fixture.mu, fixture.count)
  expect(active).toBe(fixture.active)
  fixture.variances.forEach((variance, j) => expect(variances[j]).toBeCloseTo(variance, 12))
})

test('KL per dimension equals the integral of the densities', () => {
  const kl = klPerDimension(fixture.mu, fixture.logVariance, fixture.count)
  fixture.klPerDimension.forEach((nats, j) => expect(kl[j]).toBeCloseTo(nats, 9))
})

test('a posterior equal to the prior says nothing', () => {
  expect([...klPerDimension([0, 0], [0, 0], 1)]).toEqual([0, 0])
  expect(activeUnits([0.3, 0.3], 2)).toEqual({ active: 0, variances: Float64Array.of(0) })
})

test('one image, or tables of different size, are refused', () => {
  expect(() => activeUnits([1, 2], 1)).toThrow(RangeError)
  expect(() => klPerDimension([1, 2], [1], 1)).toThrow(RangeError)
})
