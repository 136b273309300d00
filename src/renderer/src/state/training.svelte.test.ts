import { expect, test } from 'vitest'
import { defaultConfigs, type TrainingPoint } from '../../../core/records/training'
import type { TrainProgress, TrainStatus } from '../../../protocol/api'
import { ServiceError } from '../../../protocol/errors'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Training } from './training.svelte'

const point = (step: number): TrainingPoint => ({ step, epoch: 0, reconstruction: 2, kl: 1, total: 3 })
const progress = (modelId: string, step: number): TrainProgress => ({
  modelId,
  point: point(step),
  steps: 100,
  epochs: 1,
  stepMs: 10,
  remainingMs: 10 * (100 - step),
})

const running: TrainStatus = {
  modelId: 'm',
  state: 'running',
  config: defaultConfigs.vae,
  points: [],
  advice: [],
}

function open(handlers: Partial<Handlers> = {}) {
  const [near, far] = portPair()
  const emit = serve(far, { 'train.status': () => null, ...handlers })
  return { emit, training: new Training(connect(near)) }
}

const steps = ({ points }: Training): number[] => points.map(({ step }) => step)

test('a window that was reloaded catches up, and goes on without a gap or a step twice', async () => {
  const status: TrainStatus = { ...running, points: [point(1), point(2)] }
  const { training, emit } = open({ 'train.status': () => status })
  await expect.poll(() => steps(training)).toEqual([1, 2])
  emit('train.progress', progress('m', 3))
  await expect.poll(() => steps(training)).toEqual([1, 2, 3])
  expect(training.isUnderWay).toBe(true)
})

test('the curve of another model begins empty', async () => {
  const { training, emit } = open()
  await training.catchUp()
  for (const step of [1, 2]) emit('train.progress', progress('old', step))
  emit('train.progress', progress('new', 1))
  await expect.poll(() => training.modelId).toBe('new')
  expect(steps(training)).toEqual([1])
  expect(training.preview).toBeUndefined()
})

test('a wish that is refused is told in words and can be made again', async () => {
  const { training } = open({
    'train.start': () => {
      throw new ServiceError('busy', 'A model is learning already; stop it first.')
    },
  })
  await training.start({ datasetId: 'd', config: {} })
  expect(training.failure?.what).toContain('learning already')
  expect(training.busy).toBe(false)
})

test('a run whose rung gave way goes on, on the next rung when asked to', async () => {
  const asked: unknown[] = []
  const { training, emit } = open({ 'train.continue': (request) => (asked.push(request), request) })
  await training.catchUp()
  emit('train.state', { modelId: 'm', state: 'failed', message: 'The GPU was lost.', nextRung: 'wasm' })
  await expect.poll(() => training.nextRung).toBe('wasm')
  await training.continueRun('m', training.nextRung)
  await training.continueRun('m')
  expect(asked).toEqual([{ modelId: 'm', rung: 'wasm' }, { modelId: 'm' }])
})

/** A run on WebAssembly that ends in `end` when it is told to stop. */
async function switched(end: 'stopped' | 'done'): Promise<string[]> {
  const heard: string[] = []
  const onWasm: TrainStatus = { ...running, rung: 'wasm' }
  const { training, emit } = open({
    'train.status': () => onWasm,
    'train.stop': () => {
      heard.push('stop')
      setTimeout(() => {
        heard.push(end)
        emit('train.state', { modelId: 'm', state: end })
      })
    },
    'train.continue': ({ modelId, rung }) => {
      heard.push(`continue ${modelId} on ${rung}`)
      return { modelId }
    },
  })
  await expect.poll(() => training.rung).toBe('wasm')
  await training.switchTo('native')
  return heard
}

test('a switch of the rung waits for the end of the run, and leaves a finished one alone', async () => {
  expect(await switched('stopped')).toEqual(['stop', 'stopped', 'continue m on native'])
  expect(await switched('done')).toEqual(['stop', 'done'])
})

test('without a run there is nothing to switch', async () => {
  const { training } = open()
  await training.switchTo('native')
  expect(training.failure).toBeUndefined()
  expect(training.busy).toBe(false)
})

test('a run that was told to stop says so until it has', async () => {
  const { training, emit } = open({ 'train.status': () => running, 'train.stop': () => {} })
  await training.catchUp()
  await training.stop()
  expect(training).toMatchObject({ state: 'running', isStopping: true })
  emit('train.state', { modelId: 'm', state: 'stopped' })
  await expect.poll(() => training.state).toBe('stopped')
  expect(training.isStopping).toBe(false)
})
