import { expect } from 'vitest'

/**
 * Expects two rows of numbers to agree within `tolerance` times the largest expected magnitude (at least 1). The one
 * place that says what "the same numbers" means across backends, whose sums differ in order.
 */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(actual.length).toBe(expected.length)
  const scale = Array.from(expected).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1)
  expect(largestDifference(actual, expected) / scale).toBeLessThanOrEqual(tolerance)
}

/** NaN as soon as one of the numbers is, and NaN is never close. */
function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0)
}
