import { expect, test } from 'vitest'
import { metricsFixture } from '../fixtures/metrics.fixture'
import { principalAngles } from './principal-angles'

const { a, b, near, dim, anglesOfAAndB, anglesOfAAndNear } = metricsFixture.principalAngles
const close = (actual: ArrayLike<number>, wanted: readonly number[], digits: number): void => {
  expect(actual.length).toBe(wanted.length)
  wanted.forEach((angle, i) => expect(actual[i]).toBeCloseTo(angle, digits))
}

test('angles equal scipy, whichever subspace comes first', () => {
  close(principalAngles(a, b, dim), anglesOfAAndB, 10)
  close(principalAngles(b, a, dim), anglesOfAAndB, 10)
})

test('angles below a ten-thousandth of a degree survive', () => {
  expect(anglesOfAAndNear[0]).toBeLessThan(1e-4)
  close(principalAngles(a, near, dim), anglesOfAAndNear, 9)
})

test('a case worked by hand: two planes of space that share an axis and meet at 30 degrees', () => {
  const [sin, cos] = [0.5, Math.sqrt(3) / 2]
  close(principalAngles([1, 0, 0, 1, 0, 0], [1, 0, 0, cos, 0, sin], 3), [0, 30], 10)
  close(principalAngles([1, 0, 0], [0, 0, 2], 3), [90], 10)
})

test('columns that span less than they claim are refused', () => {
  expect(() => principalAngles([1, 2, 1, 2, 1, 2], [1, 0, 0], 3)).toThrow(RangeError)
  expect(() => principalAngles([1, 0], [1, 0, 0], 3)).toThrow(RangeError)
  expect(() => principalAngles([NaN, 0, 0], [1, 0, 0], 3)).toThrow(RangeError)
})
