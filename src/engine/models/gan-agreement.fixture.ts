import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { wasmFolder } from '../backends/open.fixture'
import { openBackend } from '../backends/open.node'
import { adamNumbers } from './gan-agreement/adam.fixture'
import { curvatureNumbers } from './gan-agreement/curvature.fixture'
import { drawingNumbers } from './gan-agreement/drawing.fixture'
import { lossNumbers } from './gan-agreement/losses.fixture'
import { penaltyNumbers } from './gan-agreement/penalties.fixture'
import reference from './gan-agreement/reference.json'
import { spectralNumbers } from './gan-agreement/spectral.fixture'
import { togetherNumbers } from './gan-agreement/together.fixture'
import type { Numbers } from './gan-agreement/work.fixture'

const parts = {
  losses: lossNumbers,
  penalties: penaltyNumbers,
  curvature: curvatureNumbers,
  adam: adamNumbers,
  spectral: spectralNumbers,
  drawing: drawingNumbers,
  together: togetherNumbers,
}
const expectedNumbers: Numbers = reference.rows

/** |actual - expected| / |expected|, by length; NaN when one of the numbers is or rows differ in length. */
function relativeError(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return NaN
  const length = Math.hypot(...actual.map((value, i) => value - expected[i]!))
  return length / Math.hypot(...expected)
}

/** Tests that a rung computes the parts of a GAN as PyTorch does. One rung per test file, as everywhere. */
export function describeGanAgreement(rung: RungName, tolerance: number): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  it.each(Object.entries(parts))('%s', async (part, numbersOf) => {
    const before = backend.tf.memory().numTensors
    const actual = await numbersOf(backend)
    expect(backend.tf.memory().numTensors).toBe(before)
    const expected = Object.entries(expectedNumbers).filter(([name]) => name.startsWith(`${part}/`))
    expect(Object.keys(actual).sort()).toEqual(expected.map(([name]) => name).sort())
    for (const [name, row] of expected)
      expect(relativeError(actual[name]!, row), name).toBeLessThan(tolerance)
  })
}
