import { afterEach, expect, test, vi } from 'vitest'
import type { Images, MomentView, TrainHistory } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve } from '../../../protocol/rpc'
import { TimeMachine } from './time-machine.svelte'

const images: Images = { width: 1, height: 1, count: 1, rgba: new Uint8Array(4) }

/** Three pictures, at every moment where its step is. */
function historyOf(modelId: string, steps: number[]): TrainHistory {
  return {
    modelId,
    datasetId: 'd',
    steps: Uint32Array.from(steps),
    epochs: Uint32Array.from(steps, (step) => step / 10),
    images: Uint32Array.of(0, 4, 5),
    positionsInMap: Float32Array.from(steps.flatMap((step) => Array.from({ length: 6 }, () => step))),
  }
}

function open(steps: number[]) {
  const kept = { steps }
  const asked: number[] = []
  const [near, far] = portPair()
  const emit = serve(far, {
    'train.history': ({ modelId }) => historyOf(modelId, modelId === 'old' ? [] : kept.steps),
    'train.moment': ({ modelId, step }): MomentView => {
      asked.push(step)
      return { modelId, step, originals: images, reconstructions: images, samples: images }
    },
    'dataset.attributes': () => [],
  })
  return { emit, kept, asked, machine: new TimeMachine(connect(near)) }
}

afterEach(() => vi.useRealTimers())

test('it opens at the newest moment, and shows positions and pictures of the one that is sought', async () => {
  const { machine } = open([0, 10, 20])
  await machine.show('m')
  machine.open()
  expect([machine.step, machine.epoch, [...machine.positionsInMap!]]).toEqual([20, 2, Array(6).fill(20)])
  machine.move(-1)
  expect([machine.step, [...machine.positionsInMap!]]).toEqual([10, Array(6).fill(10)])
  await expect.poll(() => machine.view?.step).toBe(10)
  machine.seek(99)
  machine.move(1)
  expect(machine.step).toBe(20)
})

test('of a quick scrub only the first and the last moment are asked for', async () => {
  const { machine, asked } = open([0, 10, 20, 30, 40])
  await machine.show('m')
  machine.open()
  for (const place of [3, 2, 1, 0]) machine.seek(place)
  await expect.poll(() => machine.view?.step).toBe(0)
  expect(asked).toEqual([40, 0])
})

test('who stands at the end sees each new moment; who looks at an earlier one goes on looking at it', async () => {
  const { machine, kept, emit } = open([0, 10])
  await machine.show('m')
  machine.open()
  kept.steps = [0, 10, 20]
  emit('train.moment', { modelId: 'm', epoch: 2, step: 20 })
  await expect.poll(() => machine.step).toBe(20)
  machine.seek(1)
  kept.steps = [0, 5, 10, 20, 30]
  emit('train.moment', { modelId: 'm', epoch: 3, step: 30 })
  await expect.poll(() => machine.count).toBe(5)
  expect(machine.step).toBe(10)
  emit('train.moment', { modelId: 'another', epoch: 0, step: 0 })
  expect(machine.count).toBe(5)
})

test('playing begins anew at the end, goes through every moment and stops at the last', async () => {
  const { machine } = open([0, 10, 20])
  await machine.show('m')
  machine.open()
  vi.useFakeTimers()
  machine.play()
  const seen = [machine.step]
  while (machine.isPlaying && seen.length < 9) {
    vi.advanceTimersByTime(machine.momentMs)
    seen.push(machine.step)
  }
  expect(seen).toEqual([0, 10, 20])
})

test('a model without a history cannot be replayed, and another model closes what was open', async () => {
  const { machine } = open([0, 10])
  await machine.show('old')
  machine.open()
  expect(machine.isOpen).toBe(false)
  await machine.show('m')
  machine.open()
  expect(machine.isOpen).toBe(true)
  await machine.show('old')
  expect([machine.isOpen, machine.view, machine.count]).toEqual([false, undefined, 0])
})
