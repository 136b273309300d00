/** What a run would have been without the crash: through files, as a document writes and reads them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { defaultConfigs, type ModelKind, type TrainingPoint } from '../../core/records/training'
import { createDocument, openDocument } from '../../document'
import { openTestWasm } from '../../engine/backends/open.fixture'
import { configsOf, runInput, small } from '../../engine/kinds/kinds.fixture'
import type { Backend, TrainingRun } from '../../engine/training'
import { createRun } from '../../engine/training'
import { historyUntil } from './points'

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 60_000 })

const stepsBefore = 12
const stepsAfter = 20

let backend: Backend
let folder: string

beforeAll(async () => {
  backend = await openTestWasm()
  folder = await mkdtemp(join(tmpdir(), 'slerp-resume-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function history(run: TrainingRun, steps: number): Promise<TrainingPoint[]> {
  const points: TrainingPoint[] = []
  for (let i = 0; i < steps; i++) {
    const losses = await run.step()
    points.push({ step: run.stepNumber, epoch: run.epoch, ...losses, heldOut: await run.evaluate() })
  }
  return points
}

test.each<ModelKind>(['vae', 'gan'])(
  'the curve of a %s that was interrupted and went on from disk is that of one that was not',
  async (kind) => {
    const input = runInput(backend, small, configsOf(small)[kind] ?? defaultConfigs[kind])
    const whole = await createRun(input)
    const uninterrupted = await history(whole, stepsBefore + stepsAfter)

    const first = await createRun(input)
    const path = join(folder, `${kind}.slerp`)
    const before = await createDocument(path, kind)
    for (const point of await history(first, stepsBefore)) await before.appendTrainingPoint('m1', point)
    await before.writeCheckpoint('m1', first.stepNumber, await first.checkpoint())
    // Done after the checkpoint and lost with the crash.
    for (const point of await history(first, 3)) await before.appendTrainingPoint('m1', point)
    await before.close()

    const after = await openDocument(path)
    const checkpoint = await after.readCheckpoint('m1')
    const again = await createRun({ ...input, checkpoint })
    const kept = historyUntil(await after.readTrainingPoints('m1'), again.stepNumber)
    const resumed = [...kept, ...(await history(again, stepsAfter))]

    expect(resumed).toEqual(uninterrupted)
    await after.close()
    for (const run of [whole, first, again]) run.dispose()
  },
)
