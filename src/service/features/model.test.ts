import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { buildIntoDocument } from './dataset'
import { ladder, openHere } from '../training/trainer-here.fixture'
import { TrainingRuns } from '../training/runs'
import { testPaths } from '../paths.fixture'
import { Workspace } from '../workspace'
import { modelHandlers } from './model'

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 120_000 })

const untouched = { signal: new AbortController().signal, emit: () => {} }
const small = { batchSize: 4, channels: [2, 2, 4, 4] as [number, number, number, number] }

let folder: string
let workspace: Workspace
let runs: TrainingRuns
let handlers: ReturnType<typeof modelHandlers>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-model-'))
  workspace = new Workspace(testPaths())
  await workspace.create(join(folder, 'A.slerp'))
  runs = new TrainingRuns(workspace, { open: openHere, ladder })
  handlers = modelHandlers(workspace, runs, { kill: () => {} })
})
afterEach(async () => {
  runs.kill()
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

const until = (isSo: () => boolean): Promise<void> => expect.poll(isSo, { timeout: 60_000 }).toBe(true)
const isDone = (): boolean => runs.status?.state === 'done'

/** Trains from the start, or on another's data. @returns the model's id */
async function train(epochs: number): Promise<string> {
  const built = { preset: 'emoji', count: 12, seed: 1, size: 32 } as const
  const dataset =
    workspace.document.datasets[0] ?? (await buildIntoDocument(workspace, built, untouched.signal, () => {}))
  return (await runs.start(dataset, { kind: 'ae', epochs, ...small })).id
}

test('a name is kept through the checkpoints of a run, and is telling from the start', async () => {
  const modelId = await train(3)
  expect(workspace.document.models[0]?.name).toBe('Autoencoder 32, Emoji')
  await handlers['model.rename']({ modelId, name: ' First try ' }, untouched)
  await until(isDone)
  expect(workspace.document.models).toMatchObject([{ name: 'First try', epoch: 3, state: 'done' }])
  await expect(handlers['model.rename']({ modelId, name: ' ' }, untouched)).rejects.toThrow('needs a name')
  await expect(handlers['model.rename']({ modelId, name: 'x'.repeat(300) }, untouched)).rejects.toThrow()
  expect(workspace.document.models[0]?.name).toBe('First try')
})

test('the newest model that has a map takes the place of one that is removed', async () => {
  const first = await train(1)
  await until(isDone)
  const second = await train(1)
  await until(() => runs.status?.modelId === second && isDone())
  expect(workspace.currentModelId).toBe(second)
  await workspace.act({ kind: 'edit', at: 'now', edit: { modelId: second, image: 0, operations: [] } })
  const view = await handlers['model.remove']({ modelId: second }, untouched)
  expect(view.models.map(({ id }) => id)).toEqual([first])
  expect(view).toMatchObject({ currentModelId: first, editing: { edits: [], canUndo: false } })
  expect(view.datasets).toHaveLength(1)
  expect(runs.status).toBeNull()
  await expect(handlers['model.remove']({ modelId: second }, untouched)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a model that is learning is not removed', async () => {
  const modelId = await train(1000)
  await expect(handlers['model.remove']({ modelId }, untouched)).rejects.toMatchObject({ code: 'busy' })
  expect(workspace.document.models).toHaveLength(1)
})
