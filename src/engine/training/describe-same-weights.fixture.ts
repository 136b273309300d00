import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { openBackend } from '../backends/open.node'
import { wasmFolder } from '../backends/open.fixture'
import { trainGan, trainVae, type Size, type Trainer } from './trainers.fixture'

async function weightsAfter(steps: number, trainer: Trainer): Promise<Uint8Array> {
  for (let step = 0; step < steps; step++) await trainer.step()
  const weights = await trainer.weights()
  trainer.dispose()
  return weights
}

/** Same rung, same seed: bit for bit the same weights. One rung per test file. */
export function describeSameWeights(rung: RungName, size: Size): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  it.each([
    ['VAE', trainVae],
    ['GAN', trainGan],
  ] as const)('trains a %s to the same bits twice', { timeout: 120_000 }, async (_name, train) => {
    const once = await weightsAfter(20, await train(backend, size))
    expect(once.length).toBeGreaterThan(1000)
    expect(Buffer.compare(once, await weightsAfter(20, await train(backend, size)))).toBe(0)
    expect(Buffer.compare(once, await weightsAfter(19, await train(backend, size)))).not.toBe(0)
  })
}
