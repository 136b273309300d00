import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { openBackend } from '../backends/open.node'
import { wasmFolder } from '../backends/open.fixture'
import { trainGan, trainVae, type Size, type Trainer } from './trainers.fixture'

/**
 * Tensors that are alive, and the resident memory of this process once its rubbish is gone: the least of several
 * readings, since a thread in the background gives pages back some time after the collection that emptied them.
 */
async function memoryNow({ tf }: Backend): Promise<{ tensors: number; residentBytes: number }> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let residentBytes = Infinity
  for (let reading = 0; reading < 10; reading++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 20))
    residentBytes = Math.min(residentBytes, process.memoryUsage.rss())
  }
  return { tensors: tf.memory().numTensors, residentBytes }
}

const size: Size = { side: 32, batch: 8, channels: [4, 6, 8, 10] }
const windowSteps = 150
const most = 1.02

/** How much memory grows, as a share, in the next 150 steps. @throws when tensors are left */
async function growthOf(backend: Backend, trainer: Trainer): Promise<number> {
  const early = await memoryNow(backend)
  for (let step = 0; step < windowSteps; step++) await trainer.step()
  const late = await memoryNow(backend)
  expect(late.tensors).toBe(early.tensors)
  return late.residentBytes / early.residentBytes
}

/**
 * Training keeps no tensor and no memory between steps 50 and 200. On a busy machine the compiler may come to its work
 * only then, and keeps some megabytes for good; what leaks grows in the next 150 steps as well, so they decide then.
 * The process of a test file is its own, so what it holds is the rung's.
 */
export function describeMemory(rung: RungName): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  const kinds = [
    ['VAE', trainVae],
    ['GAN', trainGan],
  ] as const
  it.each(kinds)(
    'holds no more after 200 steps of a %s than after 50',
    { timeout: 120_000 },
    async (_name, train) => {
      const trainer = await train(backend, size)
      for (let step = 0; step < 50; step++) await trainer.step()
      let growth = await growthOf(backend, trainer)
      if (growth >= most) growth = await growthOf(backend, trainer)
      trainer.dispose()
      expect(growth).toBeLessThan(most)
    },
  )
}
