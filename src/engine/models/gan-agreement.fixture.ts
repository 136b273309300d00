import type { Backend } from '../backends/backend'
import { adamNumbers } from './gan-agreement/adam.fixture'
import { curvatureNumbers } from './gan-agreement/curvature.fixture'
import { drawingNumbers } from './gan-agreement/drawing.fixture'
import { lossNumbers } from './gan-agreement/losses.fixture'
import { penaltyNumbers } from './gan-agreement/penalties.fixture'
import reference from './gan-agreement/reference.json'
import { spectralNumbers } from './gan-agreement/spectral.fixture'
import { togetherNumbers } from './gan-agreement/together.fixture'
import type { Numbers } from './gan-agreement/work.fixture'

/**
 * Whether a rung computes the parts of GANs as PyTorch does. No test runner and no synchronous reading, so that a page
 * of a browser can run it.
 */
export const ganParts: Record<string, (backend: Backend) => Promise<Numbers>> = {
  losses: lossNumbers,
  penalties: penaltyNumbers,
  curvature: curvatureNumbers,
  adam: adamNumbers,
  spectral: spectralNumbers,
  drawing: drawingNumbers,
  together: togetherNumbers,
}

/** As a share of a row's length. */
const tolerance = 1e-5

/** Rows of a part that are too far off, missing or not expected, as sentences: empty where the rung agrees. */
export function ganDisagreements(part: string, actual: Numbers): string[] {
  const rows = Object.entries<number[]>(reference.rows).filter(([name]) => name.startsWith(`${part}/`))
  const unexpected = Object.keys(actual).filter((name) => !rows.some(([known]) => known === name))
  const wrong = rows.flatMap(([name, expected]) => {
    const error = relativeError(actual[name] ?? [], expected)
    return error <= tolerance ? [] : [`${name} is off by ${error.toExponential(1)}`]
  })
  return [...wrong, ...unexpected.map((name) => `${name} is not known`)]
}

/** |actual - expected| / |expected|, by length; NaN when one of the numbers is or rows differ in length. */
function relativeError(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return NaN
  const length = Math.hypot(...actual.map((value, i) => value - expected[i]!))
  return length / Math.hypot(...expected)
}
