import { expect, test } from 'vitest'
import { metricsFixture } from '../fixtures/metrics.fixture'
import { gaussians, mulberry32 } from '../random/random'
import { mutualInformationGap } from './mutual-information-gap'

const fixture = metricsFixture.mutualInformationGap
const near = (actual: ArrayLike<number>, wanted: readonly number[]): void => {
  expect(actual.length).toBe(wanted.length)
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12))
}

test('information, entropies and gaps equal scikit-learn on the same bins', () => {
  const gap = mutualInformationGap(fixture.codes, fixture.factors, fixture.count)
  near(gap.mutualInformation, fixture.mutualInformation)
  near(gap.entropies, fixture.entropies)
  near(gap.perFactor, fixture.perFactor)
  expect(gap.mig).toBeCloseTo(fixture.mig, 12)
})

const fourPairs = [0, 0, 0, 1, 1, 0, 1, 1]

test('each factor in a dimension of its own gives 1; both dimensions alike give 0', () => {
  const own = mutualInformationGap([5, -1, 5, 3, 8, -1, 8, 3], fourPairs, 4)
  near(own.perFactor, [1, 1])
  near(own.entropies, [Math.LN2, Math.LN2])
  expect(mutualInformationGap([0, 0, 1, 1, 2, 2, 3, 3], fourPairs, 4).mig).toBe(0)
})

test('a turn by 45 degrees costs the gap, though the code knows as much as before', () => {
  const random = mulberry32(4)
  const factors = gaussians(4000, random).map(Math.round)
  const turned = factors.map((x, i) => (i % 2 ? factors[i - 1]! - x : x + factors[i + 1]!))
  expect(mutualInformationGap(factors, factors, 2000).mig).toBeGreaterThan(0.95)
  expect(mutualInformationGap(turned, factors, 2000).mig).toBeLessThan(0.05)
})

test('a factor that never varies is left out of the mean', () => {
  const gap = mutualInformationGap([1, 2, 3, 4], [0, 7, 0, 7, 1, 7, 1, 7], 4)
  expect(gap.perFactor[1]).toBeNaN()
  expect(gap.mig).toBeCloseTo(1)
})

test('ragged tables and codes that are not numbers are refused', () => {
  expect(() => mutualInformationGap([1, 2, 3], [1, 2], 2)).toThrow(RangeError)
  expect(() => mutualInformationGap([1, NaN], [1, 2], 2)).toThrow(RangeError)
})
