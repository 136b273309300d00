import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { wasmFolder } from '../backends/open.fixture'
import { openBackend } from '../backends/open.node'
import { ganDisagreements, ganParts } from './gan-agreement.fixture'

/** One rung per test file: two builds of TensorFlow.js do not share a process. */
export function describeGanAgreement(rung: RungName): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  it.each(Object.entries(ganParts))('%s', async (part, numbersOf) => {
    const before = backend.tf.memory().numTensors
    const actual = await numbersOf(backend)
    expect(backend.tf.memory().numTensors).toBe(before)
    expect(ganDisagreements(part, actual)).toEqual([])
    const [name = '', row = []] = Object.entries(actual)[0] ?? []
    const wrong = { ...actual, [name]: row.map((x) => 1.001 * x) }
    expect(ganDisagreements(part, wrong)).toEqual([expect.stringContaining(name)])
  })
}
