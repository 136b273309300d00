import type { LayersModel, SymbolicTensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { buildDiscriminator, type Discriminator, type GanConfig } from './discriminator'
import { initialise, variablesOf } from './initialise'

/**
 * A convolutional generative adversarial network for square pictures, after DCGAN (Radford et al. 2016,
 * "Unsupervised representation learning with deep convolutional generative adversarial networks", section 3).
 *
 * Generator: a dense layer to the smallest picture, then transposed convolutions, ReLU. Unlike there, pictures lie in
 * [0, 1] (sigmoid at the end) and nothing is normalised over the batch: He's initialisation keeps the sizes.
 */
export interface Gan {
  generator: LayersModel
  discriminator: Discriminator
}

const half = { kernelSize: 4, strides: 2, padding: 'same' } as const

/** @param side of the pictures, a multiple of 2 to the number of convolutions */
export function buildGan(tf: TensorFlow, config: GanConfig, side: number): Gan {
  return { generator: buildGenerator(tf, config, side), discriminator: buildDiscriminator(tf, config, side) }
}

/** @param side of the pictures, a multiple of 2 to the number of convolutions */
export function buildGenerator(tf: TensorFlow, config: GanConfig, side: number): LayersModel {
  const halvings = config.channels.length
  if (side % 2 ** halvings !== 0)
    throw new RangeError(`pictures of ${side} pixels cannot be halved ${halvings} times`)
  const generator = generatorNetwork(tf, config, side / 2 ** halvings)
  initialise(tf, [generator], config.seed, 1001, varianceOf)
  return generator
}

function generatorNetwork(
  tf: TensorFlow,
  { channels, latentSize, conditions = [] }: GanConfig,
  corner: number,
): LayersModel {
  const top = channels.at(-1)!
  const z = tf.input({ shape: [latentSize + conditions.length], name: 'z' })
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
  if (name === 'image') return 1 / (4 * shape[3]!)
  if (name.startsWith('draw')) return 2 / (4 * shape[3]!)
  return 2 / shape[0]!
}

/** @param z [batch, latentSize] @returns pictures in [0, 1], [batch, side, side, 3] */
export const generate = ({ generator }: Gan, z: Tensor2D): Tensor4D => generator.apply(z) as Tensor4D

export const generatorVariables = ({ generator }: Gan): Variable[] => variablesOf([generator])
