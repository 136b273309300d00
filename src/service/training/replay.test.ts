import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TrainHistory } from '../../protocol/api'
import type { Service } from '../../protocol/rpc'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

/**
 * A trainer that learns nothing: it passes its tests and then tells moments whose codes turn by 0.1 a step, mirrored at
 * every other one. Its checkpoint is at step 4, after which it tells two more moments; going on, it tells only that one.
 */
const turning = `
const images = Uint32Array.from({ length: 10 }, (_, i) => i)
const codesAt = (step) => Float32Array.from({ length: 40 }, (_, k) => {
  const [i, j] = [Math.floor(k / 4), k % 4]
  const angle = 0.1 * step
  const [x, y] = [3 * Math.cos(i * 1.7), (step % 2 ? -1 : 1) * Math.sin(i * 2.9)]
  return [Math.cos(angle) * x - Math.sin(angle) * y, Math.sin(angle) * x + Math.cos(angle) * y, 0.01 * i, 0][j]
})
const pixels = (step) => new Uint8Array(2 * 64 * 64 * 3).fill(step)
const moment = (step) => process.send({ kind: 'moment', moment: {
  step, epoch: Math.floor(step / 2), images, codes: codesAt(step), reconstructions: pixels(step), samples: pixels(step + 100),
} })
process.on('message', ({ kind, rung, input }) => {
  if (kind === 'probe') process.send({ kind: 'probed', device: 'a stub', isSoftware: false, stepMs: 1 })
  if (kind === 'start') {
    const first = input.checkpoint ? 4 : 0
    process.send({ kind: 'started', device: 'a stub', stepsPerEpoch: 2, step: first, config: input.config, settledAtStep: 0 })
    for (let step = first; step <= 4; step++) moment(step)
    if (input.checkpoint) return
    process.send({ kind: 'checkpoint', epoch: 2, step: 4, config: input.config, files: { 'state.json': new Uint8Array(1) }, figures: {} })
    for (let step = 5; step <= 6; step++) moment(step)
  }
})`

let folder: string
let local: LocalService
let service: Service
let datasetId: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-replay-'))
  const trainer = join(folder, 'trainer.js')
  await writeFile(trainer, turning)
  local = openInProcess(testPaths({ trainer, demo: resolve('resources/demo.slerp') }))
  service = local.service
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true, force: true })
})

/** Waits for the moment of a step. */
const kept = (step: number): Promise<void> =>
  new Promise((done) => {
    const stop = service.on('train.moment', (told) => {
      if (told.step !== step) return
      stop()
      done()
    })
  })

async function start(): Promise<string> {
  await service.call('document.create', { path: join(folder, 'A.slerp') })
  datasetId = (await service.call('dataset.build', { preset: 'emoji', count: 10, seed: 1 })).id
  const end = kept(6)
  const { modelId } = await service.call('train.start', { datasetId, config: { latentSize: 4 } })
  await end
  return modelId
}

/** The furthest that a picture moves between two moments. */
function largestMove({ positionsInMap, images }: TrainHistory, from: number, to: number): number {
  const at = (moment: number): Float32Array => positionsInMap.subarray(moment * images.length * 2)
  return Math.max(...Array.from({ length: images.length * 2 }, (_, k) => Math.abs(at(from)[k]! - at(to)[k]!)))
}

test('the moments of a run are there while it goes on, each laid over the one before', async () => {
  const history = await service.call('train.history', { modelId: await start() })
  expect(history).toMatchObject({ datasetId, images: Uint32Array.from({ length: 10 }, (_, i) => i) })
  expect([...history.steps]).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect([...history.epochs]).toEqual([0, 0, 1, 1, 2, 2, 3])
  expect(history.positionsInMap).toHaveLength(7 * 10 * 2)
  // Turned and mirrored codes are the same map.
  expect(largestMove(history, 0, 6)).toBeLessThan(0.05)
  expect(Math.hypot(...history.positionsInMap.subarray(0, 20))).toBeGreaterThan(3)
})

test('what a model drew at a moment comes with the originals', async () => {
  const modelId = await start()
  const view = await service.call('train.moment', { modelId, step: 3 })
  expect([view.originals, view.reconstructions, view.samples].map(({ count }) => count)).toEqual([2, 2, 2])
  expect([view.reconstructions.rgba[0], view.samples.rgba[0]]).toEqual([3, 103])
  expect(view.originals.rgba.length).toBe(view.samples.rgba.length)
  await expect(service.call('train.moment', { modelId, step: 99 })).rejects.toMatchObject({
    code: 'unreadable',
  })
})

test('a run that goes on from its checkpoint does the later moments again', async () => {
  const modelId = await start()
  const path = join(folder, 'A.slerp')
  await local.close()
  await service.call('document.open', { path })
  const again = kept(4)
  await service.call('train.continue', { modelId })
  await again
  const { steps } = await service.call('train.history', { modelId })
  expect([...steps]).toEqual([0, 1, 2, 3, 4])
})

test('a damaged moment is left out, and the rest is shown', async () => {
  const modelId = await start()
  const damaged = join(folder, 'A.slerp', 'models', modelId, 'history', '000000002', 'codes.npy')
  await writeFile(damaged, 'no array')
  const { steps } = await service.call('train.history', { modelId })
  expect([...steps]).toEqual([0, 1, 3, 4, 5, 6])
})

test('a model that was made without a history has none', async () => {
  const { currentModelId } = await service.call('document.openDemo', { path: join(folder, 'demo.slerp') })
  const { steps, images } = await service.call('train.history', { modelId: currentModelId ?? '' })
  expect([steps.length, images.length]).toEqual([0, 0])
  await expect(service.call('train.history', { modelId: 'nobody' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
