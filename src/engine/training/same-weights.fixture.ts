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

/** Every weight and every moment of a VAE after some steps, as bytes. @returns what a checkpoint holds */
export async function vaeAfter(backend: Backend, steps: number, size: Size): Promise<Uint8Array> {
  const { side, batch, channels } = size
  const random = mulberry32(3)
  const images = Uint8Array.from({ length: count * side * side * 3 }, () => Math.floor(256 * random()))
  const split = { train: Uint32Array.from({ length: count }, (_, i) => i), heldOut: new Uint32Array() }
  const config = { ...defaultTrainingConfig, batchSize: batch, latentSize, channels, epochs: 100 }
  const run = await createRun({ backend, images, width: side, height: side, split, config })
  for (let step = 0; step < steps; step++) await run.step()
  const files = await run.checkpoint()
  run.dispose()
  return joined([files['encoder/weights.bin']!, files['decoder/weights.bin']!, files['optimizer.bin']!])
}

/** Every weight of a GAN after some steps, as bytes. */
export async function ganAfter({ tf }: Backend, steps: number, size: Size): Promise<Uint8Array> {
  const { side, batch, channels } = size
  const gan = buildGan(tf, { latentSize, channels, seed: 7 }, side)
  const training = new GanTraining(tf, gan)
  for (let step = 0; step < steps; step++) {
    const random = mulberry32(step)
    const x = tf.tensor4d(Float32Array.from({ length: batch * side * side * 3 }, random), [
      batch,
      side,
      side,
      3,
    ])
    const codes = () => tf.tensor2d(gaussians(batch * latentSize, random), [batch, latentSize])
    const z = [codes(), codes()] as const
    await training.step(x, z, 1e-3)
    tf.dispose([x, ...z])
  }
  const weights = await bytesOf([...generatorVariables(gan), ...discriminatorVariables(gan)])
  for (const part of [training, gan.generator, gan.discriminator]) part.dispose()
  return weights
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
