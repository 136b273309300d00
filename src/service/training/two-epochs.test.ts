import { beforeAll, expect, it } from 'vitest'
import { splitIndices } from '../../core/random/random'
import { conditionsFrom } from '../../core/records/conditions'
import { defaultConfigs, modelKinds, type Losses, type TrainingConfig } from '../../core/records/training'
import { buildPreset, type BuiltDataset } from '../../dataset'
import type { Backend } from '../../engine/backends/backend'
import { nativeLoads, wasmFolder } from '../../engine/backends/open.fixture'
import { openBackend } from '../../engine/backends/open.node'
import { createRun, type TrainingRun } from '../../engine/training'

const [count, side] = [400, 32] as const
/** Less than the defaults, so that all kinds together take a minute. */
const small = { epochs: 2, batchSize: 16, channels: [8, 16, 24, 32] as [number, number, number, number] }

let backend: Backend
let emoji: BuiltDataset
beforeAll(async () => {
  backend = await openBackend(nativeLoads() ? 'native' : 'wasm', { wasmFolder })
  emoji = await buildPreset({ preset: 'emoji', seed: 1, count, size: side })
}, 120_000)

/** What the held-out pictures are judged by: a GAN's generator has no loss of them, the encoder of its codes has. */
const heldOutOf = ({ total, reconstruction, encoder }: Losses): number =>
  total ?? reconstruction ?? encoder ?? NaN

it.each(modelKinds)(
  '%s: the held-out loss falls within two epochs on emoji',
  async (kind) => {
    const run = await runOn({ ...defaultConfigs[kind], ...small })
    const losses = [heldOutOf(await run.evaluate())]
    for (let epoch = 1; epoch <= 2; epoch++) losses.push(await epochOf(run))
    run.dispose()
    const [before, first, last] = losses as [number, number, number]
    expect(first).toBeLessThan(before)
    expect(last).toBeLessThan(first)
  },
  120_000,
)

async function epochOf(run: TrainingRun): Promise<number> {
  for (let step = 0; step < run.stepsPerEpoch; step++) await run.step()
  return heldOutOf(await run.evaluate())
}

function runOn(config: TrainingConfig): Promise<TrainingRun> {
  const told = 'conditions' in config ? emoji.attributes.slice(0, 2).map(({ name }) => name) : []
  return createRun({
    backend,
    images: emoji.images,
    width: side,
    height: side,
    split: splitIndices(count, 1, 0.2),
    config: told.length > 0 ? ({ ...config, conditions: told } as TrainingConfig) : config,
    ...(told.length > 0 && { conditions: conditionsFrom(emoji.attributes, told, count) }),
  })
}
