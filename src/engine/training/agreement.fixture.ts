import type { Backend } from '../backends/backend'
import { ganCurve, vaeCurve } from './agreement/curve.fixture'
import reference from './agreement/reference.json'
import { ganNumbers, vaeNumbers, type Numbers } from './agreement/step.fixture'

/**
 * Whether a rung trains as PyTorch does: a whole step of a VAE and of a GAN, and 50 steps of each, from the same
 * weights, pictures and noise. No test runner and no synchronous reading, so that a page of a browser can run it.
 */
export const expectedNumbers: Numbers = reference.rows

/** @throws Error when a kernel is missing */
export async function agreementNumbers(backend: Backend): Promise<Numbers> {
  return {
    ...(await vaeNumbers(backend)),
    ...(await ganNumbers(backend)),
    ...(await vaeCurve(backend)),
    ...(await ganCurve(backend)),
  }
}

/** How far a row may be from PyTorch's: single steps by length, curves at every point. */
const tolerances = { step: 1e-4, curve: 1e-2 }

/** |actual - expected| / |expected|, by length; NaN when one of the numbers is or rows differ in length. */
function relativeError(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return NaN
  const length = (row: readonly number[]): number => Math.hypot(...row)
  return length(actual.map((value, i) => value - expected[i]!)) / length(expected)
}

/** The largest relative difference of two points at the same step. */
function largestError(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return NaN
  return Math.max(...actual.map((value, i) => Math.abs(value / expected[i]! - 1)))
}

/** Rows that are too far off, as sentences: empty where the rung agrees. */
export function disagreements(actual: Numbers): string[] {
  return Object.entries(expectedNumbers).flatMap(([name, expected]) => {
    const [measure, most] = name.endsWith('curve')
      ? [largestError, tolerances.curve]
      : [relativeError, tolerances.step]
    const error = measure(actual[name] ?? [], expected)
    return error <= most ? [] : [`${name} is off by ${error.toExponential(1)}`]
  })
}
