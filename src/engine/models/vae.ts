import type { LayersModel, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { initialise, variablesOf } from './initialise'
import {
  codeInput,
  convolutions,
  decoded,
  dense,
  flatten,
  pictureInput,
  requireHalvable,
  varianceOf,
} from './trunks'

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

export type Sizes = Pick<TrainingConfig, 'channels' | 'latentSize' | 'seed'>

/** @param side of the pictures, a multiple of 16 */
export function buildVae(tf: TensorFlow, config: Sizes, side: number): Vae {
  requireHalvable(side)
  const vae = { encoder: encoderNetwork(tf, config, side), decoder: decoderNetwork(tf, config, side) }
  initialise(tf, [vae.encoder, vae.decoder], config.seed, 1000, varianceOf)
  return vae
}

/** The encoder alone. @param side of the pictures, a multiple of 16 */
export function buildEncoder(tf: TensorFlow, config: Sizes, side: number): LayersModel {
  requireHalvable(side)
  const encoder = encoderNetwork(tf, config, side)
  initialise(tf, [encoder], config.seed, 1002, varianceOf)
  return encoder
}

function encoderNetwork(tf: TensorFlow, { channels, latentSize }: Sizes, side: number): LayersModel {
  const image = pictureInput(tf, side)
  const flat = flatten(tf, convolutions(tf, image, channels))
  const outputs = [dense(tf, flat, latentSize, 'mu'), dense(tf, flat, latentSize, 'logvar')]
  return tf.model({ inputs: image, outputs, name: 'encoder' })
}

/** Not initialised yet. */
export function decoderNetwork(tf: TensorFlow, { channels, latentSize }: Sizes, side: number): LayersModel {
  const z = codeInput(tf, latentSize)
  return tf.model({ inputs: z, outputs: decoded(tf, z, channels, side), name: 'decoder' })
}

export function encode(vae: Vae, x: Tensor4D): [mu: Tensor2D, logVariance: Tensor2D] {
  return vae.encoder.apply(x) as [Tensor2D, Tensor2D]
}

export function decode(vae: Vae, z: Tensor2D): Tensor4D {
  return vae.decoder.apply(z) as Tensor as Tensor4D
}

/** Everything that learns, encoder first, in a fixed order. */
export const trainableVariables = ({ encoder, decoder }: Vae): Variable[] => variablesOf([encoder, decoder])
