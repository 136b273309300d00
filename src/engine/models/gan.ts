import type { LayersModel, SymbolicTensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { initialise, variablesOf } from './initialise'

/**
 * A convolutional generative adversarial network for square pictures, after DCGAN (Radford et al. 2016,
 * "Unsupervised representation learning with deep convolutional generative adversarial networks", section 3).
 *
 * Discriminator: 4 x 4 convolutions of stride 2, LeakyReLU 0.2, one dense logit. Generator: a dense layer to the
 * smallest picture, then transposed convolutions, ReLU. Unlike there, pictures lie in [0, 1] (sigmoid at the end) and
 * nothing is normalised over the batch: He's initialisation keeps the sizes, and a picture's score is its own.
 */
export interface Gan {
  generator: LayersModel
  discriminator: LayersModel
}

export interface GanConfig {
  latentSize: number
  /** Output channels of the discriminator's convolutions; the generator mirrors them. */
  channels: readonly number[]
  seed: number
}

const slope = 0.2
const kernelSize = 4
const half = { kernelSize, strides: 2, padding: 'same' } as const

/** @param side of the pictures, a multiple of 2 to the number of convolutions */
export function buildGan(tf: TensorFlow, config: GanConfig, side: number): Gan {
  const halvings = config.channels.length
  if (side % 2 ** halvings !== 0)
    throw new RangeError(`pictures of ${side} pixels cannot be halved ${halvings} times`)
  const gan = {
    generator: buildGenerator(tf, config, side / 2 ** halvings),
    discriminator: buildDiscriminator(tf, config, side),
  }
  initialise(tf, [gan.generator, gan.discriminator], config.seed, 1001, varianceOf)
  return gan
}

function buildDiscriminator(tf: TensorFlow, { channels }: GanConfig, side: number): LayersModel {
  const image = tf.input({ shape: [side, side, 3], name: 'image' })
  let x: SymbolicTensor = image
  for (const [i, filters] of channels.entries()) {
    x = tf.layers.conv2d({ ...half, filters, name: `judge_${i}` }).apply(x) as SymbolicTensor
    x = tf.layers.leakyReLU({ alpha: slope, name: `judge_${i}_relu` }).apply(x) as SymbolicTensor
  }
  x = tf.layers.flatten({ name: 'flat' }).apply(x) as SymbolicTensor
  const logit = tf.layers.dense({ units: 1, name: 'logit' }).apply(x) as SymbolicTensor
  return tf.model({ inputs: image, outputs: logit, name: 'discriminator' })
}

function buildGenerator(tf: TensorFlow, { channels, latentSize }: GanConfig, corner: number): LayersModel {
  const top = channels.at(-1)!
  const z = tf.input({ shape: [latentSize], name: 'z' })
  const spread = { units: corner * corner * top, activation: 'relu', name: 'spread' } as const
  let x = tf.layers.dense(spread).apply(z) as SymbolicTensor
  x = tf.layers.reshape({ targetShape: [corner, corner, top], name: 'corner' }).apply(x) as SymbolicTensor
  for (const [i, filters] of channels.slice(0, -1).reverse().entries()) {
    const layer = { ...half, filters, activation: 'relu', name: `draw_${i}` } as const
    x = tf.layers.conv2dTranspose(layer).apply(x) as SymbolicTensor
  }
  const last = { ...half, filters: 3, activation: 'sigmoid', name: 'image' } as const
  const image = tf.layers.conv2dTranspose(last).apply(x) as SymbolicTensor
  return tf.model({ inputs: z, outputs: image, name: 'generator' })
}

/** He et al. 2015; four taps of a stride-2 transposed kernel reach each output pixel, and outputs have variance 1. */
function varianceOf(name: string, shape: number[]): number {
  if (name === 'logit') return 1 / shape[0]!
  if (name === 'image') return 1 / (4 * shape[3]!)
  if (name.startsWith('draw')) return 2 / (4 * shape[3]!)
  if (name.startsWith('judge')) return 2 / ((1 + slope ** 2) * kernelSize ** 2 * shape[2]!)
  return 2 / shape[0]!
}

/** @param z [batch, latentSize] @returns pictures in [0, 1], [batch, side, side, 3] */
export const generate = ({ generator }: Gan, z: Tensor2D): Tensor4D => generator.apply(z) as Tensor4D

/** How sure the discriminator is that pictures are real, as logits [batch, 1]. */
export const judge = ({ discriminator }: Gan, x: Tensor4D): Tensor2D => discriminator.apply(x) as Tensor2D

export const generatorVariables = ({ generator }: Gan): Variable[] => variablesOf([generator])
export const discriminatorVariables = ({ discriminator }: Gan): Variable[] => variablesOf([discriminator])
