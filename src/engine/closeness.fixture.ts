import { expect } from 'vitest'
import { closeTolerance, relativeDifference } from './difference.fixture'

/** Expects two rows of numbers to be the same as far as two backends can agree. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = closeTolerance,
): void {
  expect(actual.length).toBe(expected.length)
  expect(relativeDifference(actual, expected)).toBeLessThanOrEqual(tolerance)
}
