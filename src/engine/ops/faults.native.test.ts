import { beforeAll, describe, expect, it } from 'vitest'
import type { TensorFlow } from '../backends/backend'
import { nativeLoads } from '../backends/open.fixture'
import { openBackend } from '../backends/open.node'
import { adjointGap } from './adjoint.fixture'
import { faults } from './faults.fixture'

describe.skipIf(!nativeLoads())('on the native rung', () => {
  let tf: TensorFlow
  beforeAll(async () => {
    tf = (await openBackend('native', { wasmFolder: '' })).tf
  }, 60_000)

  it.each(faults)('$name has something right in its place', async ({ ours, shape }) => {
    expect(await adjointGap(tf, ours, shape)).toBeLessThan(1e-6)
  })

  it.each(faults)('$name is known to be right or wrong', async ({ faulty, wrongOn, shape }) => {
    const gap = await adjointGap(tf, faulty, shape)
    if (wrongOn.includes('native')) expect(gap).toBeGreaterThan(1e-3)
    else expect(gap).toBeLessThan(1e-6)
  })
})
