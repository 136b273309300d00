import { expect, test } from 'vitest'
import type { TrainingPoint } from '../../../core/records/model'
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

function open(handlers: Partial<Handlers> = {}) {
  const [near, far] = portPair()
  const emit = serve(far, { 'train.status': () => null, ...handlers })
  return { emit, training: new Training(connect(near)) }
}

const steps = ({ points }: Training): number[] => points.map(({ step }) => step)

test('a window that was reloaded catches up, and goes on without a gap or a step twice', async () => {
  const status: TrainStatus = { modelId: 'm', state: 'running', points: [point(1), point(2)] }
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
