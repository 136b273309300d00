import type { Tensor2D } from '@tensorflow/tfjs'
import { describe, expect, it, test } from 'vitest'
import { reference } from '../../core/fixtures/handles.fixture'
import { sampled, samplingMatrix, type Place } from '../../core/handles/bilinear'
import { pushes } from '../../core/handles/handles'
import { outsideOf } from '../../core/handles/mask'
import { codeSizeOf, defaultConfigs } from '../../core/records/training'
import { gaussians, mulberry32, splitIndices } from '../../core/random/random'
import { openTestWasm } from '../backends/open.fixture'
import { configsOf, runInput, small } from '../kinds/kinds.fixture'
import { createRun } from '../training/run'
import { Dragger, type DragStep } from './drag'
import { motionLoss, strayedLoss } from './motion-loss'

const backend = await openTestWasm()
const { tf } = backend

describe('motion supervision', () => {
  it('has the loss and the gradient of PyTorch', () => {
    const { picture, first } = reference
    const { side, channels } = reference.features
    const values = Float32Array.from(reference.features.values)
    const sides = { picture, features: side }
    const handle = reference.handle as unknown as { from: Place; to: Place }
    const { still, moved } = pushes([handle])
    const features = { values, side, channels }
    const rows = still.flatMap((place) => [...sampled(features, place, picture)])
    const target = {
      moved: tf.tensor2d(samplingMatrix(moved, sides), [moved.length, side ** 2]),
      still: tf.tensor2d(rows, [still.length, channels]),
      first: tf.tensor2d(first, [side ** 2, channels]),
      outside: tf.tensor2d(outsideOf(Uint8Array.from(reference.mask), sides), [side ** 2, 1]),
    }
    const x = tf.tensor2d(values, [side ** 2, channels])
    const loss = (each: Tensor2D) => motionLoss(tf, each, target, 1)
    expect(loss(x).dataSync()[0]).toBeCloseTo(reference.loss, 5)
    const gradient = tf
      .grad((each) => loss(each as Tensor2D))(x)
      .dataSync()
    gradient.forEach((g, i) => expect(g).toBeCloseTo(reference.gradient[i]!, 5))
    tf.dispose([x, ...Object.values(target)])
  })

  it('pulls codes back only beyond what is usual', () => {
    const at = (z: number[]): number => strayedLoss(tf, tf.tensor2d([z]), tf.scalar(9)).dataSync()[0]!
    expect(at([1, 2])).toBe(0)
    expect(at([3, 4])).toBeCloseTo(0.01 * (25 - 9), 6)
  })
})

/** Enough channels that some are alive in a network that has not learnt. */
const size = { ...small, channels: [4, 6, 8, 10] as [number, number, number, number] }
const { 'ae, linear, tied': linear, ...configs } = configsOf(size)
const kinds = Object.entries(configs)
const z = (size: number): Float32Array => gaussians(size, mulberry32(4))
const handles = [{ from: [8, 8], to: [4, 8] } as const]

test.each(kinds)('%s can be dragged, twice alike, and leaves nothing behind', async (_, config) => {
  const run = await createRun(runInput(backend, size, config))
  const files = await run.checkpoint()
  const before = tf.memory().numTensors
  const dragger = new Dragger({ backend, config, side: size.side, files })
  const drag = async (): Promise<DragStep[]> => {
    const steps: DragStep[] = []
    const task = { z: z(codeSizeOf(config)), handles, steps: 4 }
    await dragger.drag(task, async (step) => steps.push(step) > 0)
    return steps
  }
  const first = await drag()
  expect(first.length).toBeGreaterThan(0)
  expect(first[0]!.z).not.toEqual(z(codeSizeOf(config)))
  expect(await drag()).toEqual(first)
  dragger.dispose()
  expect(tf.memory().numTensors).toBe(before)
  run.dispose()
})

it('refuses a decoder without layers between', async () => {
  const run = await createRun(runInput(backend, size, linear!))
  const dragger = new Dragger({ backend, config: linear!, side: size.side, files: await run.checkpoint() })
  await expect(dragger.warmUp()).rejects.toThrow(/cannot be dragged/)
  dragger.dispose()
  run.dispose()
})

const side = 32

/** A bright spot somewhere between the columns 8 and 23 of grey pictures. */
function spots(count: number): Uint8Array {
  const random = mulberry32(8)
  const middles = Array.from({ length: count }, () => 8 + 15 * random())
  return Uint8Array.from({ length: count * side * side * 3 }, (_, i) => {
    const [image, pixel] = [Math.floor(i / (3 * side * side)), Math.floor(i / 3) % (side * side)]
    const distance = Math.hypot((pixel % side) - middles[image]!, Math.floor(pixel / side) - 16)
    return Math.round(90 + 140 * Math.exp(-((distance / 4) ** 2)))
  })
}

/** Column of the middle of what is bright. */
function middleOf(rgb: Uint8Array): number {
  let [sum, weight] = [0, 0]
  rgb.forEach((x, i) => {
    const above = Math.max(0, x - 110)
    sum += above * (Math.floor(i / 3) % side)
    weight += above
  })
  return sum / weight
}

test('what is dragged goes along in the picture, at least half of the way', async () => {
  const channels: [number, number, number, number] = [6, 8, 12, 16]
  const config = {
    ...defaultConfigs.vae,
    latentSize: 3,
    channels,
    epochs: 40,
    learningRate: 0.006,
    klWeight: 0.2,
    batchSize: 16,
  }
  const split = splitIndices(240, 1, 0.1)
  const run = await createRun({ backend, images: spots(240), width: side, height: side, split, config })
  for (let step = 0; step < 250; step++) await run.step()
  const dragger = new Dragger({ backend, config, side, files: await run.checkpoint() })
  const { codes } = await run.snapshot(Uint32Array.of(2), 1)
  const before = middleOf(await run.decode(codes, 1))
  const from: Place = [Math.round(before), 16]
  const to: Place = [from[0] + (from[0] < side / 2 ? 6 : -6), 16]
  let z = codes
  const end = await dragger.drag({ z, handles: [{ from, to }], steps: 100 }, async (step) => {
    z = step.z
    return true
  })
  expect(end).toBe('arrived')
  const went = (middleOf(await run.decode(z, 1)) - before) / (to[0] - from[0])
  expect(went).toBeGreaterThan(0.5)
  dragger.dispose()
  run.dispose()
}, 60_000)
