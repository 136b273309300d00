import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defaultConfigs, type ModelKind, type TrainingConfig } from '../../core/records/training'
import type { ServiceEvents, TrainEstimate } from '../../protocol/api'
import type { OpenTrainer } from '../engine/trainer'
import { buildIntoDocument } from '../features/dataset'
import { testPaths } from '../paths.fixture'
import { Workspace } from '../workspace'
import { Estimates } from './estimates'
import { TrainingRuns } from './runs'
import { ladder, openHere } from './trainer-here.fixture'

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 120_000 })

const pictures = { count: 20, width: 32, heldOut: { seed: 1, fraction: 0.2 } }
const small = { batchSize: 4, epochs: 3, channels: [2, 2, 4, 4] as [number, number, number, number] }
const smallConfig = (kind: ModelKind): TrainingConfig => ({ ...defaultConfigs[kind], ...small })

let folder: string
let workspace: Workspace
let runs: TrainingRuns
let estimates: Estimates
let told: ServiceEvents['train.estimating'][]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-estimates-'))
  workspace = new Workspace(testPaths())
  await workspace.create(join(folder, 'A.slerp'))
  runs = new TrainingRuns(workspace, { open: openHere, ladder })
  estimates = new Estimates({ open: openHere, ladder }, () => runs.isBusy)
  runs.onStart = () => estimates.cancel()
  told = []
})
afterEach(async () => {
  estimates.cancel()
  runs.kill()
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (kind: ModelKind, signal = new AbortController().signal): Promise<TrainEstimate> =>
  estimates.ask(smallConfig(kind), pictures, {
    signal,
    emit: (name, data) => void (name === 'train.estimating' && told.push(data as (typeof told)[number])),
  })

test('an estimate tells what a run costs, and how far it is meanwhile', async () => {
  const found = await ask('ae')
  // Of 20 pictures 16 are learned from, in batches of 4, and 4 are judged.
  expect(found.msPerEpoch).toBeGreaterThan(4 * found.stepMs)
  expect(found).toMatchObject({ rung: 'wasm' })
  expect(found.stepMs).toBeGreaterThan(0)
  expect(found.memoryBytes).toBeGreaterThan(pictures.count * 32 * 32 * 3)
  const wider = await estimates.ask({ ...smallConfig('ae'), latentSize: 64 }, pictures, {
    signal: new AbortController().signal,
    emit: () => {},
  })
  // At 32 x 32 four halvings leave 2 x 2 x 4 numbers, tied to each number of the code by a weight each way, and a bias.
  expect(wider.parameters - found.parameters).toBe(32 * (2 * 16 + 1))
  expect(told.filter(({ label }) => label === 'Measuring a step').map(({ done }) => done)).toEqual([0, 1, 2])
})

test('a model that grows is measured at each of its sizes', async () => {
  await ask('progan')
  // 8, 16 and 32 pixels.
  expect(told.at(-1)).toMatchObject({ done: 8, total: 9 })
})

/** A trainer that takes its time. */
function openSlow(): { open: OpenTrainer; killed: () => number } {
  let killed = 0
  return { open: () => ({ tell: () => {}, kill: () => void killed++ }), killed: () => killed }
}

test('a newer estimate, a run and who gives up end an estimate and its trainer', async () => {
  const built = { preset: 'emoji', count: 12, seed: 1, size: 32 } as const
  const dataset = await buildIntoDocument(workspace, built, new AbortController().signal, () => {})
  const slow = openSlow()
  estimates = new Estimates({ open: slow.open, ladder }, () => runs.isBusy)
  const givenUp = new AbortController()
  const first = ask('vae', givenUp.signal)
  await expect.poll(() => told.length).toBe(2)
  givenUp.abort()
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  const second = ask('vae')
  await expect.poll(() => told.length).toBe(4)
  const third = ask('vae')
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  expect(slow.killed()).toBe(2)
  const start = runs.start(dataset, smallConfig('vae'))
  await expect(third).rejects.toMatchObject({ code: 'cancelled' })
  await start
  await expect(ask('vae')).rejects.toMatchObject({ code: 'busy' })
})
