import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import { defaultConfigs } from '../../core/records/training'
import { openTestWasm } from '../backends/open.fixture'
import { runInput } from '../kinds/kinds.fixture'
import { createRun } from '../training/run'
import { refine } from './refine'

const side = 16
const config = {
  ...defaultConfigs.gan,
  latentSize: 4,
  channels: [4, 6, 8, 10] as [number, number, number, number],
}
const backend = await openTestWasm()
const run = await createRun(runInput(backend, { side, batchSize: 4, channels: config.channels }, config))
const input = { backend, config, side, files: await run.checkpoint() }

/** Codes, their pictures, and guesses that are a little off. */
async function task(): Promise<{ codes: Float32Array; rgb: Uint8Array; guesses: Float32Array }> {
  const codes = gaussians(3 * config.latentSize, mulberry32(1))
  const noise = gaussians(codes.length, mulberry32(2))
  return { codes, rgb: await run.decode(codes, 3), guesses: codes.map((x, i) => x + 0.5 * noise[i]!) }
}

const distance = (a: Float32Array, b: Float32Array): number => Math.hypot(...a.map((x, i) => x - b[i]!))

test('codes come back to those that the pictures were decoded from', async () => {
  const { codes, rgb, guesses } = await task()
  const before = backend.tf.memory().numTensors
  const errors: number[] = []
  const refined = await refine(input, guesses, rgb, {
    steps: 200,
    learningRate: 0.05,
    onStep: async ({ error }) => errors.push(error) > 0,
  })
  expect(refined.step).toBe(200)
  expect(refined.error).toBeLessThan(errors[0]! / 20)
  expect(distance(refined.z, codes)).toBeLessThan(distance(guesses, codes) / 2)
  expect(backend.tf.memory().numTensors).toBe(before)
})

test('it ends when it is told to', async () => {
  const { rgb, guesses } = await task()
  const { step } = await refine(input, guesses, rgb, { steps: 100, onStep: async ({ step }) => step < 10 })
  expect(step).toBe(10)
})

test('a picture is refined alone as among others', async () => {
  const { rgb, guesses } = await task()
  const all = await refine(input, guesses, rgb, { steps: 20 })
  const length = side * side * 3
  const one = await refine(input, guesses.slice(0, 4), rgb.subarray(0, length), { steps: 20 })
  one.z.forEach((x, i) => expect(x).toBeCloseTo(all.z[i]!, 3))
})

test('a pull towards the data is weighed against likeness: the stronger, the nearer and the less alike', async () => {
  const { codes, rgb, guesses } = await task()
  const size = config.latentSize
  const whitening = Float32Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 0.5 : 0))
  const mean = new Float32Array(size)
  const before = backend.tf.memory().numTensors
  const ends = []
  for (const weight of [1e-6, 1e-2, 10]) {
    const pull = { mean, whitening, weight }
    ends.push(await refine(input, guesses, rgb, { steps: 200, learningRate: 0.05, pull }))
  }
  expect(backend.tf.memory().numTensors).toBe(before)
  const [weak, middle, strong] = ends.map(({ z, error }) => ({ length: Math.hypot(...z), error }))
  expect(distance(ends[0]!.z, codes)).toBeLessThan(distance(guesses, codes) / 2)
  expect(weak!.length).toBeGreaterThan(middle!.length)
  expect(middle!.length).toBeGreaterThan(strong!.length)
  expect(strong!.length).toBeLessThan(0.1)
  expect(weak!.error).toBeLessThan(middle!.error)
  expect(middle!.error).toBeLessThan(strong!.error)
})
