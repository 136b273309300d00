import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { openBackend } from '../backends/open.node'
import { wasmFolder } from '../backends/open.fixture'
import type { Size } from '../kinds/kinds.fixture'
import type { TrainingRun } from './run'
import { trainer, weightsOf } from './trainers.fixture'

async function weightsAfter(steps: number, run: TrainingRun): Promise<Uint8Array> {
  for (let step = 0; step < steps; step++) await run.step()
  const weights = await weightsOf(run)
  run.dispose()
  return weights
}

/** Same rung, same seed: bit for bit the same weights. One rung per test file. */
export function describeSameWeights(rung: RungName, size: Size): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  it.each(['vae', 'gan'] as const)(
    'trains a %s to the same bits twice',
    { timeout: 120_000 },
    async (kind) => {
      const train = (): Promise<TrainingRun> => trainer(backend, kind, size)
      const once = await weightsAfter(20, await train())
      expect(once.length).toBeGreaterThan(1000)
      expect(Buffer.compare(once, await weightsAfter(20, await train()))).toBe(0)
      expect(Buffer.compare(once, await weightsAfter(19, await train()))).not.toBe(0)
    },
  )
}
