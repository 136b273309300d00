import { beforeAll, expect, test } from 'vitest'
import type { RungName } from '../../core/records/engine'
import { expectClose } from '../closeness.fixture'
import type { TensorFlow } from './backend'
import { cases, valueAndGradients } from './cases.fixture'
import { wasmFolder } from './open.fixture'
import { openBackend } from './open.node'

/**
 * Tests that a rung computes every operation and its gradients as the plain `cpu` backend does. One rung per test
 * file: each file has a process of its own, and two builds of TensorFlow.js do not share one.
 */
export function describeGradients(rung: RungName): void {
  let tf: TensorFlow
  let inUse: string

  beforeAll(async () => {
    tf = (await openBackend(rung, { wasmFolder })).tf
    inUse = tf.getBackend()
  }, 60_000)

  test.each(cases)('%s', async (...operation) => {
    await tf.setBackend(inUse)
    const before = tf.memory().numTensors
    const actual = await valueAndGradients(tf, operation)
    expect(tf.memory().numTensors).toBe(before)
    await tf.setBackend('cpu')
    const expected = await valueAndGradients(tf, operation)
    actual.forEach((numbers, i) => expectClose(numbers, expected[i]!))
  })
}
