import type { LayersModel, SymbolicTensor, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { initialise, variablesOf } from './initialise'

/**
 * A convolutional variational autoencoder for square pictures.
 *
 * Encoder: four 4 x 4 convolutions of stride 2, LeakyReLU 0.1, then one dense layer each to mu and log-variance.
 * Decoder: a dense layer to [side / 16, side / 16, channels], then four transposed convolutions, sigmoid at the end.
 */
export interface Vae {
  encoder: LayersModel
  decoder: LayersModel
}

type VaeSizes = Pick<TrainingConfig, 'channels' | 'latentSize' | 'seed'>

const slope = 0.1
const kernelSize = 4

/** @param side of the pictures, a multiple of 16 */
export function buildVae(tf: TensorFlow, config: VaeSizes, side: number): Vae {
  if (side % 16 !== 0) throw new RangeError(`pictures of ${side} pixels cannot be halved four times`)
  const vae = { encoder: encoderNetwork(tf, config, side), decoder: decoderNetwork(tf, config, side) }
  initialise(tf, [vae.encoder, vae.decoder], config.seed, 1000, varianceOf)
  return vae
}

/** The encoder alone. @param side of the pictures, a multiple of 16 */
export function buildEncoder(tf: TensorFlow, config: VaeSizes, side: number): LayersModel {
  const encoder = encoderNetwork(tf, config, side)
  initialise(tf, [encoder], config.seed, 1002, varianceOf)
  return encoder
}

/** Pictures to `mu` and `logvar`, not yet initialised. */
function encoderNetwork(tf: TensorFlow, { channels, latentSize }: VaeSizes, side: number): LayersModel {
  const image = tf.input({ shape: [side, side, 3], name: 'image' })
  let x: SymbolicTensor = image
  for (const [i, filters] of channels.entries()) {
    const options = { filters, kernelSize, strides: 2, padding: 'same' as const, name: `encode_${i}` }
    x = tf.layers.conv2d(options).apply(x) as SymbolicTensor
    x = tf.layers.leakyReLU({ alpha: slope, name: `encode_${i}_relu` }).apply(x) as SymbolicTensor
  }
  const flat = tf.layers.flatten({ name: 'flat' }).apply(x) as SymbolicTensor
  const mu = tf.layers.dense({ units: latentSize, name: 'mu' }).apply(flat) as SymbolicTensor
  const logVariance = tf.layers.dense({ units: latentSize, name: 'logvar' }).apply(flat) as SymbolicTensor
  return tf.model({ inputs: image, outputs: [mu, logVariance], name: 'encoder' })
}

function decoderNetwork(tf: TensorFlow, { channels, latentSize }: VaeSizes, side: number): LayersModel {
  const [first, second, third, top] = channels
  const corner = side / 16
  const z = tf.input({ shape: [latentSize], name: 'z' })
  let x = tf.layers.dense({ units: corner * corner * top, name: 'spread' }).apply(z) as SymbolicTensor
  x = tf.layers.leakyReLU({ alpha: slope, name: 'spread_relu' }).apply(x) as SymbolicTensor
  x = tf.layers.reshape({ targetShape: [corner, corner, top], name: 'corner' }).apply(x) as SymbolicTensor
  for (const [i, filters] of [third, second, first].entries()) {
    const options = { filters, kernelSize, strides: 2, padding: 'same' as const, name: `decode_${i}` }
    x = tf.layers.conv2dTranspose(options).apply(x) as SymbolicTensor
    x = tf.layers.leakyReLU({ alpha: slope, name: `decode_${i}_relu` }).apply(x) as SymbolicTensor
  }
  const last = {
    filters: 3,
    kernelSize,
    strides: 2,
    padding: 'same' as const,
    activation: 'sigmoid' as const,
  }
  const image = tf.layers.conv2dTranspose({ ...last, name: 'image' }).apply(x) as SymbolicTensor
  return tf.model({ inputs: z, outputs: image, name: 'decoder' })
}

/**
 * He's initialisation (He et al. 2015: variance 2 / inputs). Four taps of a stride-2 transposed kernel reach each
 * output pixel. The log-variance starts at 0 and the last layer near grey, so that the first steps do not overshoot.
 */
function varianceOf(name: string, shape: number[]): number {
  if (name === 'logvar') return 0
  if (name === 'mu') return 1 / shape[0]!
  if (shape.length === 2) return 2 / shape[0]!
  if (name === 'image') return 0.1 / (4 * shape[3]!)
  if (name.startsWith('decode')) return 2 / (4 * shape[3]!)
  return 2 / (kernelSize * kernelSize * shape[2]!)
}

export function encode(vae: Vae, x: Tensor4D): [mu: Tensor2D, logVariance: Tensor2D] {
  return vae.encoder.apply(x) as [Tensor2D, Tensor2D]
}

export function decode(vae: Vae, z: Tensor2D): Tensor4D {
  return vae.decoder.apply(z) as Tensor as Tensor4D
}

/** Everything that learns, encoder first, in a fixed order. */
export const trainableVariables = ({ encoder, decoder }: Vae): Variable[] => variablesOf([encoder, decoder])
