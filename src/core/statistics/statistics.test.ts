import { expect, test } from 'vitest'
import { sklearnFixture as fixture } from '../fixtures/sklearn.fixture'
import { areaUnderCurve, balancedAccuracy } from './auc'
import { fitLogistic, probeScores } from './logistic'
import { covariance, percentile } from './moments'
import { solvePositiveDefinite, symmetricEigen } from './symmetric'

const near = (actual: ArrayLike<number>, wanted: readonly number[], digits = 8): void =>
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, digits))

test('covariance and percentile equal numpy', () => {
  near(covariance(fixture.rows, fixture.count, fixture.size), fixture.covariance, 10)
  const first = Float64Array.from({ length: fixture.count }, (_, i) => fixture.rows[i * fixture.size]!).sort()
  expect(percentile(first, 0.37)).toBeCloseTo(fixture.percentile37, 10)
})

test('the eigenvectors of a matrix worked by hand', () => {
  const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2)
  near(values, [3, 1], 12)
  near(
    vectors.map((x) => Math.abs(x)),
    Array<number>(4).fill(Math.SQRT1_2),
    12,
  )
  expect(vectors[2]! * vectors[3]!).toBeLessThan(0)
})

test('a system of equations worked by hand', () => {
  near(solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), [10, 8]), [1.75, 1.5], 12)
  expect(() => solvePositiveDefinite(Float64Array.of(1, 2, 2, 1), [1, 1])).toThrow(RangeError)
})

test('logistic regression equals scikit-learn', () => {
  const probe = fitLogistic(fixture.rows, fixture.labels, fixture.size)
  near(probe.weights, fixture.logisticWeights, 5)
  expect(probe.bias).toBeCloseTo(fixture.logisticBias, 5)
})

test('logistic regression keeps its feet on perfectly separable data', () => {
  const probe = fitLogistic([-2, -1, 1, 2], [0, 0, 1, 1], 1)
  expect([...probeScores(probe, [-2, 2], 2)].map(Math.sign)).toEqual([-1, 1])
})

test('area under the curve and balanced accuracy equal scikit-learn, ties included', () => {
  expect(areaUnderCurve(fixture.scores, fixture.labels)).toBeCloseTo(fixture.auc, 12)
  expect(balancedAccuracy(fixture.scores, fixture.labels)).toBeCloseTo(fixture.balancedAccuracy, 12)
  expect(areaUnderCurve([1, 2], [1, 1])).toBeNaN()
})
