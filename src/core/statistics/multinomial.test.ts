import { expect, test } from 'vitest'
import { metricsFixture } from '../fixtures/metrics.fixture'
import { gaussians, mulberry32 } from '../random/random'
import { fitMultinomial, predictClasses } from './multinomial'

test('weights, biases and classes equal scikit-learn', () => {
  const { rows, classes, inverseRegularization, ...wanted } = metricsFixture.multinomial
  const found = fitMultinomial(rows, classes, 3, inverseRegularization)
  wanted.weights.forEach((weight, k) => expect(found.weights[k]).toBeCloseTo(weight, 5))
  // A constant added to every bias changes nothing, so only differences are determined.
  wanted.biasDifferences.forEach((difference, c) =>
    expect(found.biases[c + 1]! - found.biases[c]!).toBeCloseTo(difference, 5),
  )
  expect([...predictClasses(found, rows)]).toEqual(wanted.predicted)
})

test('ten classes of 32 features: nearly every unseen row is put where it belongs', () => {
  const random = mulberry32(2)
  const centres = gaussians(10 * 32, random)
  const draw = (count: number): Float32Array =>
    gaussians(count * 32, random).map((x, k) => 0.5 * x + centres[(Math.floor(k / 32) % 10) * 32 + (k % 32)]!)
  const classes = Array.from({ length: 1000 }, (_, i) => i % 10)
  const predicted = predictClasses(fitMultinomial(draw(1000), classes, 10), draw(1000))
  expect(classes.filter((c, i) => predicted[i] === c).length).toBeGreaterThan(990)
})

test('perfectly separable rows keep finite weights', () => {
  const { weights } = fitMultinomial([-20, -10, 10, 20], [0, 0, 1, 1], 2)
  expect(weights.every(Number.isFinite)).toBe(true)
  expect(weights[0]! + weights[1]!).toBeCloseTo(0, 8)
  expect(weights[1]).toBeGreaterThan(0)
})

test('ragged tables and classes out of range are refused', () => {
  expect(() => fitMultinomial([1, 2, 3], [0, 1], 2)).toThrow(RangeError)
  expect(() => fitMultinomial([1, 2], [0, 2], 2)).toThrow(RangeError)
})
