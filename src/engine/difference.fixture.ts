/** How far numbers may differ across backends, whose sums differ in order. */
export const closeTolerance = 1e-5

/**
 * The largest difference of two rows of numbers, as a part of the largest expected magnitude (at least 1). NaN as soon
 * as one of the numbers is, or when there are not as many.
 */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const scale = Array.from(expected).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1)
  return actual.length === expected.length ? largestDifference(actual, expected) / scale : NaN
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0)
}
