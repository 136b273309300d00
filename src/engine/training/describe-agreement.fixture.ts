import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { openBackend } from '../backends/open.node'
import { wasmFolder } from '../backends/open.fixture'
import { agreementNumbers, disagreements, expectedNumbers } from './agreement.fixture'
import type { Numbers } from './agreement/step.fixture'

/** One rung per test file: two builds of TensorFlow.js do not share a process. */
export function describeAgreement(rung: RungName): void {
  let backend: Backend
  let tensorsBefore: number
  let actual: Numbers

  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
    tensorsBefore = backend.tf.memory().numTensors
    actual = await agreementNumbers(backend)
  }, 120_000)

  it('compute the same rows', () => {
    expect(Object.keys(actual).sort()).toEqual(Object.keys(expectedNumbers).sort())
  })

  it('agree on losses, codes, each gradient and 50 steps of a VAE and a GAN', () => {
    expect(disagreements(actual)).toEqual([])
  })

  it('leave no tensor', () => {
    expect(backend.tf.memory().numTensors).toBe(tensorsBefore)
  })

  it('would not agree if a row were off by a thousandth, or missing', () => {
    const [name = '', row = []] = Object.entries(actual)[3] ?? []
    expect(disagreements({ ...actual, [name]: row.map((x) => 1.001 * x) })).toEqual([
      expect.stringContaining(name),
    ])
    expect(disagreements({})).toHaveLength(Object.keys(expectedNumbers).length)
  })
}
