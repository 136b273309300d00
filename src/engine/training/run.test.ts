import type * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { gaussians, mulberry32, splitIndices } from '../../core/random/random'
import { defaultConfigs } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { openDecoder } from '../coder/decoder'
import { openEncoder } from '../coder/encoder'
import { TrainingDivergedError } from './diverged'
import { createRun, type RunInput, type TrainingRun } from './run'

const side = 16
const count = 44

/** Pictures of one bright square each on a dark ground, at random places. */
function squares(): Uint8Array {
  const random = mulberry32(5)
  const rgb = new Uint8Array(count * side * side * 3).fill(20)
  for (let i = 0; i < count; i++) {
    const [top, left] = [Math.floor(random() * 10), Math.floor(random() * 10)]
    for (let y = top; y < top + 6; y++) {
      const start = ((i * side + y) * side + left) * 3
      rgb.fill(150 + Math.floor(random() * 100), start, start + 18)
    }
  }
  return rgb
}

const images = squares()
const split = splitIndices(count, 3, 0.25)
const config = {
  ...defaultConfigs.vae,
  latentSize: 4,
  epochs: 20,
  batchSize: 8,
  // So small a network needs larger steps to show anything within 50.
  learningRate: 1e-2,
  klWarmupSteps: 10,
  channels: [4, 4, 8, 8] as [number, number, number, number],
}

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 60_000 })

let backend: Backend

beforeAll(async () => {
  backend = await openTestWasm()
})

const start = (changes: Partial<RunInput> = {}): Promise<TrainingRun> =>
  createRun({ backend, images, width: side, height: side, split, config, ...changes })

async function steps(run: TrainingRun, times: number): Promise<number[]> {
  const totals: number[] = []
  for (let i = 0; i < times; i++) totals.push((await run.step()).total!)
  return totals
}

describe('a run', () => {
  test('learns, and keeps no tensor over 50 steps', async () => {
    const run = await start()
    const before = await run.evaluate()
    await steps(run, 2)
    const tensors = backend.tf.memory().numTensors
    await steps(run, 50)
    expect(backend.tf.memory().numTensors).toBe(tensors)
    const after = await run.evaluate()
    await run.preview(4)
    await run.snapshot(Uint32Array.of(0, 1, 2), 4)
    await run.checkpoint()
    expect(backend.tf.memory().numTensors).toBe(tensors)
    expect(after.reconstruction).toBeLessThan(0.9 * before.reconstruction!)
    expect(after.psnr).toBeGreaterThan(before.psnr!)
    run.dispose()
  })

  test('counts steps and epochs', async () => {
    const run = await start()
    expect([run.stepsPerEpoch, run.totalSteps, run.epoch]).toEqual([4, 80, 0])
    await steps(run, 5)
    expect([run.stepNumber, run.epoch]).toEqual([5, 1])
    run.dispose()
  })

  test('the same seed gives the same weights bit for bit; another seed others', async () => {
    const weights = async (seed: number): Promise<Uint8Array | undefined> => {
      const run = await start({ config: { ...config, seed } })
      await steps(run, 5)
      const files = await run.checkpoint()
      run.dispose()
      return files['decoder/weights.bin']
    }
    const first = await weights(1)
    expect(await weights(1)).toEqual(first)
    expect(await weights(2)).not.toEqual(first)
  })

  test('goes on from a checkpoint as if it had never ended', async () => {
    const whole = await start()
    await steps(whole, 6)
    const checkpoint = await whole.checkpoint()
    const resumed = await start({ checkpoint })
    expect(resumed.stepNumber).toBe(6)
    expect(await steps(resumed, 6)).toEqual(await steps(whole, 6))
    const ends = await Promise.all([whole, resumed].map((run) => run.checkpoint()))
    expect(ends[1]).toEqual(ends[0])
    ;[whole, resumed].forEach((run) => run.dispose())
  })

  test('goes on from files as Node hands them over: views of a larger memory that begin anywhere', async () => {
    const run = await start()
    await run.step()
    const files = await run.checkpoint()
    const shifted = Object.entries(files).map(([name, bytes]) => {
      const whole = Buffer.alloc(bytes.length + 7)
      whole.set(bytes, 3)
      return [name, whole.subarray(3, 3 + bytes.length)] as const
    })
    const again = await start({ checkpoint: Object.fromEntries(shifted) })
    expect(await again.checkpoint()).toEqual(files)
    run.dispose()
    again.dispose()
  })

  test('a KL weight and a learning rate that are moved count from the next step on, and after a checkpoint', async () => {
    const whole = await start({ config: { ...config, klWarmupSteps: 0 } })
    await steps(whole, 3)
    whole.adjust({ klWeight: 5, learningRate: 1e-3 })
    const { total, reconstruction, kl } = await whole.step()
    expect(total).toBeCloseTo(reconstruction! + 5 * kl!, 4)
    const resumed = await start({
      checkpoint: await whole.checkpoint(),
      config: { ...config, klWarmupSteps: 0 },
    })
    expect(resumed.config).toMatchObject({ klWeight: 5, learningRate: 1e-3 })
    expect(resumed.settledAtStep).toBe(3)
    expect(await steps(resumed, 6)).toEqual(await steps(whole, 6))
    expect(await resumed.evaluate()).toEqual(await whole.evaluate())
    ;[whole, resumed].forEach((run) => run.dispose())
  })

  test('has settled when warm-up and capacity have, or where the weight was moved last', async () => {
    const beta = { ...defaultConfigs['beta-vae'], ...config, kind: 'beta-vae' as const, capacity: 3 }
    const [plain, growing] = [await start(), await start({ config: beta })]
    expect([plain.settledAtStep, growing.settledAtStep]).toEqual([10, 40])
    await plain.step()
    plain.adjust({ learningRate: 1e-3 })
    expect(plain.settledAtStep).toBe(10)
    await steps(plain, 12)
    plain.adjust({ klWeight: 1 })
    expect(plain.settledAtStep).toBe(13)
    ;[plain, growing].forEach((run) => run.dispose())
  })

  test('leaves nothing behind when disposed of', async () => {
    const before = backend.tf.memory().numTensors
    const run = await start()
    await steps(run, 2)
    run.dispose()
    expect(backend.tf.memory().numTensors).toBe(before)
  })

  test('the total is reconstruction + weight * KL, its weight rising from 0', async () => {
    const run = await start({ config: { ...config, klWeight: 2 } })
    for (const weight of [0, 0.2, 0.4]) {
      const { reconstruction, kl, total } = await run.step()
      expect(total).toBeCloseTo(reconstruction! + weight * kl!, 4)
    }
    run.dispose()
  })

  test('the cross-entropy can be learnt too', async () => {
    const run = await start({ config: { ...config, likelihood: 'bernoulli' } })
    const totals = await steps(run, 40)
    expect(totals.at(-1)).toBeLessThan(totals[0]!)
    run.dispose()
  })
})

describe('what comes out of a run', () => {
  test('the networks in ONNX give the pictures and codes of the networks in training', async () => {
    const run = await start()
    await steps(run, 20)
    const files = await run.checkpoint()
    const { originals, reconstructions } = await run.preview(6)
    const encoder = await openEncoder(files['encoder.onnx']!)
    const decoder = await openDecoder(files['decoder.onnx']!)
    const { mu } = await encoder.encode(originals, 6)
    const decoded = await decoder.decode(mu, 6)
    expect(decoded.every((byte, i) => Math.abs(byte - reconstructions[i]!) <= 1)).toBe(true)
    run.dispose()
  })

  test('a snapshot holds the codes that the encoder in ONNX gives, and changes nothing that follows', async () => {
    const [run, undisturbed] = [await start(), await start()]
    await steps(run, 6)
    await steps(undisturbed, 6)
    const followed = Uint32Array.of(3, 17, 40)
    const { codes, samples } = await run.snapshot(followed, 5)
    const files = await run.checkpoint()
    const encoder = await openEncoder(files['encoder.onnx']!)
    const rgb = Buffer.concat(Array.from(followed, (i) => images.subarray(i * 768, (i + 1) * 768)))
    const { mu } = await encoder.encode(rgb, 3)
    codes.forEach((value, k) => expect(value).toBeCloseTo(mu[k]!, 4))
    expect(samples).toEqual((await run.preview(5)).samples)
    expect(await steps(run, 3)).toEqual(await steps(undisturbed, 3))
    run.dispose()
    undisturbed.dispose()
  })

  test('previews show the same originals and draws each time', async () => {
    const run = await start()
    const first = await run.preview(5)
    expect(first.samples.length).toBe(5 * side * side * 3)
    expect(await run.preview(5)).toEqual(first)
    run.dispose()
  })

  test('the layers format can be loaded by TensorFlow.js', async () => {
    const { tf } = backend
    const run = await start()
    const files = await run.checkpoint()
    const { weightsManifest, ...about } = JSON.parse(
      new TextDecoder().decode(files['decoder/model.json']),
    ) as {
      modelTopology: object
      weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[]
    }
    const artifacts = {
      ...about,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: files['decoder/weights.bin']!.slice().buffer,
    }
    const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts))
    const z = gaussians(2 * config.latentSize, mulberry32(1))
    const image = model.predict(tf.tensor2d(z, [2, config.latentSize])) as tf.Tensor
    const decoder = await openDecoder(files['decoder.onnx']!)
    const expected = await decoder.decode(z, 2)
    const actual = (await image.data()).map((value) => 255 * value)
    expect(actual.every((value, i) => Math.abs(value - expected[i]!) < 0.51)).toBe(true)
    run.dispose()
  })
})

describe('a run is refused', () => {
  test('when it leaves the range of numbers', async () => {
    const run = await start({ config: { ...config, learningRate: 1e30 } })
    await expect(steps(run, 10)).rejects.toThrow(/range of numbers/)
    await expect(run.evaluate()).rejects.toThrow(TrainingDivergedError)
    run.dispose()
  })

  test('with a checkpoint of another model, or a damaged one', async () => {
    const run = await start()
    const files = await run.checkpoint()
    run.dispose()
    const other = { ...config, latentSize: 5 }
    await expect(start({ config: other, checkpoint: files })).rejects.toThrow(RangeError)
    for (const name of ['state.json', 'optimizer.bin', 'encoder/weights.bin', 'decoder/weights.bin']) {
      const damaged = { ...files, [name]: files[name]!.slice(0, -4) }
      await expect(start({ checkpoint: damaged })).rejects.toThrow(RangeError)
    }
  })

  test('with images that are not what is stated', async () => {
    await expect(start({ width: 8 })).rejects.toThrow(RangeError)
    await expect(start({ images: images.subarray(1) })).rejects.toThrow(RangeError)
    await expect(start({ split: { ...split, train: new Uint32Array() } })).rejects.toThrow(RangeError)
  })
})
