/** What is told of a run and moved in it while it goes on: a real trainer, carried by this process. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WantedConfig } from '../../core/records/training'
import { buildIntoDocument } from '../features/dataset'
import type { Workspace } from '../workspace'
import { TrainingRuns } from './runs'
import { RunsHere } from './runs.fixture'
import { ladder, openHere } from './trainer-here.fixture'

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 60_000 })

let here: RunsHere
let workspace: Workspace
let runs: TrainingRuns

beforeEach(async () => {
  here = new RunsHere()
  await here.open()
  ;({ workspace, runs } = here)
})
afterEach(() => here.close())

const small = { batchSize: 4, epochs: 400, channels: [2, 2, 4, 4] as [number, number, number, number] }

async function start(config: WantedConfig): Promise<string> {
  const built = { preset: 'emoji', count: 12, seed: 1, size: 32 } as const
  const dataset = await buildIntoDocument(workspace, built, new AbortController().signal, () => {})
  return (await runs.start(dataset, { ...config, ...small })).id
}

const steps = (): number => here.steps
const state = (): string | undefined => runs.status?.state
const until = (isSo: () => boolean): Promise<void> => expect.poll(isSo, { timeout: 30_000 }).toBe(true)

test('a KL weight that is moved holds for the run, and then for its checkpoint, its card and what goes on from it', async () => {
  const id = await start({ kind: 'beta-vae' })
  await until(() => steps() > 0)
  runs.adjust({ klWeight: 9 })
  await until(
    () =>
      runs.status?.config !== undefined &&
      'klWeight' in runs.status.config &&
      runs.status.config.klWeight === 9,
  )
  runs.tell('stop')
  await until(() => state() === 'stopped')
  expect(workspace.document.models[0]).toMatchObject({ id, config: { klWeight: 9 } })
  await runs.continue(id, { adjustment: { learningRate: 1e-5 } })
  await until(() => runs.status?.config.learningRate === 1e-5)
  expect(runs.status?.config).toMatchObject({ klWeight: 9 })
})

test('what a kind does not have, or cannot be, is not moved', async () => {
  expect(() => runs.adjust({ klWeight: 1 })).toThrow('No model is learning.')
  await start({ kind: 'ae' })
  expect(() => runs.adjust({ klWeight: 1 })).toThrow('no KL weight')
  expect(() => runs.adjust({ learningRate: -1 })).toThrow('learningRate cannot be used')
})

test('a run whose numbers leave their range fails with advice', async () => {
  await start({ kind: 'vae', learningRate: 1, klWarmupSteps: 0 })
  await until(() => state() === 'failed')
  expect(runs.status?.advice.map(({ kind }) => kind)).toEqual(['diverged'])
})

test('the history of a model is that of its file, and of a run that of now', async () => {
  const id = await start({ kind: 'ae' })
  await until(() => steps() > 2)
  expect((await runs.pointsOf(id)).at(-1)?.step).toBe(steps())
  runs.tell('stop')
  await until(() => state() === 'stopped')
  const told = runs.status!.points
  const later = new TrainingRuns(workspace, { open: openHere, ladder })
  expect(await later.pointsOf(id)).toEqual(told)
})
