import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { openBackend } from '../backends/open.node'
import { wasmFolder } from '../backends/open.fixture'
import { ganAfter, vaeAfter, type Size } from './same-weights.fixture'

const steps = 20

/** Same rung, same seed: bit for bit the same weights. One rung per test file. */
export function describeSameWeights(rung: RungName, size: Size): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  it.each([
    ['VAE', vaeAfter],
    ['GAN', ganAfter],
  ] as const)('trains a %s to the same bits twice', { timeout: 120_000 }, async (_name, weightsAfter) => {
    const [once, twice] = [await weightsAfter(backend, steps, size), await weightsAfter(backend, steps, size)]
    expect(once.length).toBeGreaterThan(1000)
    expect(Buffer.compare(once, twice)).toBe(0)
    expect(Buffer.compare(once, await weightsAfter(backend, steps - 1, size))).not.toBe(0)
  })
}
