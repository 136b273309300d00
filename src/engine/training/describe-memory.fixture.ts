import { beforeAll, expect, it } from 'vitest'
import type { RungName } from '../../core/records/engine'
import type { Backend } from '../backends/backend'
import { openBackend } from '../backends/open.node'
import { wasmFolder } from '../backends/open.fixture'
import type { Size } from '../kinds/kinds.fixture'
import type { ModelKind } from '../../core/records/training'
import type { TrainingRun } from './run'
import { trainer } from './trainers.fixture'

declare const gc: () => void

const size: Size = { side: 32, batchSize: 8, channels: [4, 6, 8, 10] }
const windowSteps = 25
const stepsBetween = 100
const mostGrowth = 1.02
const stretches = 5

interface Held {
  tensors: number
  residentBytes: number
}

/** The least that is held in some steps: pages are given back by a thread of its own, in its own time. */
async function leastHeld({ tf }: Backend, run: TrainingRun): Promise<Held> {
  let residentBytes = Infinity
  for (let step = 0; step < windowSteps; step++) {
    await run.step()
    gc()
    residentBytes = Math.min(residentBytes, process.memoryUsage.rss())
  }
  return { tensors: tf.memory().numTensors, residentBytes }
}

/** How much more is held after each stretch of 150 steps than before it, until one adds nothing. */
async function growths(backend: Backend, run: TrainingRun): Promise<number[]> {
  const found: number[] = []
  for (let stretch = 0; stretch < stretches; stretch++) {
    const early = await leastHeld(backend, run)
    for (let step = 0; step < stepsBetween; step++) await run.step()
    const late = await leastHeld(backend, run)
    expect(late.tensors).toBe(early.tensors)
    found.push(late.residentBytes / early.residentBytes)
    if (found.at(-1)! < mostGrowth) break
  }
  return found
}

/**
 * Training keeps no tensor and no memory between steps 50 and 200. The process of a test file is its own, so what it
 * holds is the rung's. vitest.config.mts keeps V8's own comings and goings out of it, but not all: a function that is
 * compiled late adds once. What leaks adds in every stretch, so one flat stretch of 150 steps is asked for.
 */
export function describeMemory(rung: RungName): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  it.each(['vae', 'gan'] satisfies ModelKind[])(
    'holds no more after 200 steps of a %s than after 50',
    { timeout: 300_000 },
    async (kind) => {
      const run = await trainer(backend, kind, size)
      for (let step = 0; step < 25; step++) await run.step()
      const found = await growths(backend, run)
      run.dispose()
      expect(Math.min(...found), `growth of each stretch: ${found.join(', ')}`).toBeLessThan(mostGrowth)
    },
  )
}
