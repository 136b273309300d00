import type { Variable } from '@tensorflow/tfjs'
import { gaussians, mulberry32 } from '../../core/random/random'
import { defaultTrainingConfig } from '../../core/records/model'
import type { Backend } from '../backends/backend'
import { buildGan, discriminatorVariables, generatorVariables } from '../models/gan'
import { GanTraining } from './gan-training'
import { createRun } from './run'

/** How large a model: a rung that computes in several threads does so only with large tensors. */
export interface Size {
  side: number
  batch: number
  channels: [number, number, number, number]
}

const latentSize = 8
const count = 16

/** A model in training, of any kind. */
export interface Trainer {
  step(): Promise<unknown>
  /** Every weight, as bytes. */
  weights(): Promise<Uint8Array>
  dispose(): void
}

export async function trainVae(backend: Backend, size: Size): Promise<Trainer> {
  const { side, batch, channels } = size
  const random = mulberry32(3)
  const images = Uint8Array.from({ length: count * side * side * 3 }, () => Math.floor(256 * random()))
  const split = { train: Uint32Array.from({ length: count }, (_, i) => i), heldOut: new Uint32Array() }
  const config = { ...defaultTrainingConfig, batchSize: batch, latentSize, channels, epochs: 200 }
  const run = await createRun({ backend, images, width: side, height: side, split, config })
  const weights = async (): Promise<Uint8Array> => {
    const files = await run.checkpoint()
    return joined([files['encoder/weights.bin']!, files['decoder/weights.bin']!, files['optimizer.bin']!])
  }
  return { step: () => run.step(), weights, dispose: () => run.dispose() }
}

export async function trainGan({ tf }: Backend, size: Size): Promise<Trainer> {
  const { side, batch, channels } = size
  const gan = buildGan(tf, { latentSize, channels, seed: 7 }, side)
  const training = new GanTraining(tf, gan)
  const random = mulberry32(3)
  const codes = () => tf.tensor2d(gaussians(batch * latentSize, random), [batch, latentSize])
  return {
    async step() {
      const numbers = Float32Array.from({ length: batch * side * side * 3 }, random)
      const [x, first, second] = [tf.tensor4d(numbers, [batch, side, side, 3]), codes(), codes()]
      await training.step(x, [first, second], 1e-3)
      tf.dispose([x, first, second])
    },
    weights: () => bytesOf([...generatorVariables(gan), ...discriminatorVariables(gan)]),
    dispose: () => [training, gan.generator, gan.discriminator].forEach((part) => part.dispose()),
  }
}

async function bytesOf(variables: readonly Variable[]): Promise<Uint8Array> {
  const rows = await Promise.all(variables.map((variable) => variable.data()))
  return joined(rows.map((row) => new Uint8Array(Float32Array.from(row).buffer)))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
