import type { LayersModel, Scalar, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { AeConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { initialise, variablesOf, withoutSpread } from '../models/initialise'
import { reconstructionLoss } from '../models/losses'
import { codeInput, dense, flatten, pictureInput, varianceOf } from '../models/trunks'
import { buildVae, type Vae } from '../models/vae'
import { networksOfLayers } from '../networks/of-layers'
import { decode, encode, type Learner, type LearnerInput, type Objective, type Tie } from './learner'

/**
 * The plain autoencoder: it minimises the squared error of the picture that comes back, summed over pixels.
 *
 * With noise it is shown x + noise and is to give back x (Vincent et al. 2008, "Extracting and composing robust
 * features with denoising autoencoders"). Tied, its decoder uses the encoder's kernels turned round. Linear, it has one
 * dense layer each way and finds the subspace of PCA (Baldi & Hornik 1989).
 */
export function aeLearner({ tf, config, side }: LearnerInput<AeConfig>): Learner {
  const models = config.isLinear ? linear(tf, config, side) : buildVae(tf, config, side)
  // A code is a point.
  withoutSpread(tf, models.encoder, 'logvar')
  const ties = config.hasTiedWeights ? tiesOf(models, config) : []
  ties.forEach((tie) => follow(tf, tie))
  const networks = networksOfLayers(tf, { ...models })
  const followers = new Set(ties.map(({ to }) => to))
  const objective: Objective = {
    series: ['reconstruction'],
    gradientName: 'gradient',
    variables: learning(models).filter((variable) => !followers.has(variable)),
    ties,
    noiseSize: config.noise > 0 ? side * side * 3 : 0,
    amounts: () => [],
    losses({ x }, noise) {
      const shown = config.noise > 0 ? tf.add(x, tf.mul(config.noise, tf.reshape(noise, x.shape))) : x
      const y = decode(networks, encode(networks, shown as Tensor4D)[0])
      return [tf.mean<Scalar>(reconstructionLoss(tf, 'gaussian', x, y))]
    },
  }
  return { networks, objectives: [objective] }
}

/** Without an activation: pixels outside [0, 1] are cut off where they are shown. */
function linear(tf: TensorFlow, { latentSize, seed }: AeConfig, side: number): Vae {
  const image = pictureInput(tf, side)
  const flat = flatten(tf, image)
  const outputs = [dense(tf, flat, latentSize, 'mu'), dense(tf, flat, latentSize, 'logvar')]
  const z = codeInput(tf, latentSize)
  const picture = tf.layers.reshape({ targetShape: [side, side, 3], name: 'picture' })
  const drawn = picture.apply(dense(tf, z, side * side * 3, 'draw')) as typeof z
  const vae = {
    encoder: tf.model({ inputs: image, outputs, name: 'encoder' }),
    decoder: tf.model({ inputs: z, outputs: drawn, name: 'decoder' }),
  }
  // Small either way: a code of many pixels and pixels of a few numbers both begin with a length below 1.
  const variance = (name: string, shape: number[]): number =>
    varianceOf(name, shape) && 1 / Math.max(...shape)
  initialise(tf, [vae.encoder, vae.decoder], seed, 1000, variance)
  return vae
}

const learning = ({ encoder, decoder }: Vae): Variable[] => variablesOf([encoder, decoder])

/** Each layer of the encoder with the one of the decoder that undoes it; only dense kernels are turned round. */
function tiesOf(vae: Vae, { isLinear }: AeConfig): Tie[] {
  const pairs = isLinear
    ? [['mu', 'draw']]
    : [
        ['mu', 'spread'],
        ['encode_3', 'decode_0'],
        ['encode_2', 'decode_1'],
        ['encode_1', 'decode_2'],
        ['encode_0', 'image'],
      ]
  return pairs.map(([from = '', to = '']) => {
    const isTransposed = from === 'mu'
    return { from: kernelOf(vae.encoder, from), to: kernelOf(vae.decoder, to), isTransposed }
  })
}

const kernelOf = (model: LayersModel, name: string): Variable =>
  model.getLayer(name).trainableWeights[0]!.read() as Variable

const follow = (tf: TensorFlow, { from, to, isTransposed }: Tie): void =>
  tf.tidy(() => to.assign(isTransposed ? tf.transpose(from) : from))
