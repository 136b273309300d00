import type { LayersModel, Scalar, SymbolicTensor, Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { CvaeConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { initialise, withoutSpread } from '../models/initialise'
import { reparameterise } from '../models/losses'
import { convolutions, dense, flatten, pictureInput, requireHalvable, varianceOf } from '../models/trunks'
import { decoderNetwork } from '../models/vae'
import { networksOfLayers } from '../networks/of-layers'
import { klWeightAt } from '../training/schedule'
import { decode, encode, type Learner, type LearnerInput, type Networks, type Objective } from './learner'
import { klTerms, Likelihood } from './variational'

/** Against the squared error of a whole picture, a cross-entropy of a few nats would go unheard. */
const conditionWeight = 10

/**
 * The conditional variational autoencoder (Sohn et al. 2015, "Learning structured output representation using deep
 * conditional generative models"): the decoder is told attributes y, so that z need not say them.
 *
 * A code is z followed by y in -1..1, and so a slider like any other. For pictures without labels the encoder reads y
 * off the picture: a head of its own is trained on the labels by cross-entropy, beside the bound.
 */
export function cvaeLearner({ tf, config, side }: LearnerInput<CvaeConfig>): Learner {
  const networks = buildNetworks(tf, config, side)
  const likelihood = new Likelihood(tf, config)
  const { latentSize } = config
  const objective: Objective = {
    series: ['total', 'reconstruction', 'kl', 'conditions'],
    gradientName: 'gradient',
    variables: [...networks.encoder.learning, ...networks.decoder.learning, ...likelihood.variables],
    noiseSize: latentSize,
    amounts: (moment) => [klWeightAt(config, moment)],
    losses({ x, conditions }, noise, [klWeight]) {
      const y = conditions!
      const [means, logVariances] = encode(networks, x)
      const [mu, guessed] = tf.split(means, [latentSize, y.shape[1]], 1) as [Tensor2D, Tensor2D]
      const logVariance = tf.slice(logVariances, [0, 0], [-1, latentSize])
      const z = tf.concat([reparameterise(tf, mu, logVariance, noise), y], 1)
      const reconstruction: Scalar = tf.mean(likelihood.loss(x, decode(networks, z)))
      const { kl, counted } = klTerms(tf, mu, logVariance, config.freeBits)
      const guess = conditionLoss(tf, y, guessed)
      const bound = tf.add(reconstruction, tf.mul(klWeight!, counted))
      return [tf.add(bound, tf.mul(conditionWeight, guess)), reconstruction, kl, guess]
    },
  }
  return {
    networks,
    objectives: [objective],
    loose: likelihood.variables,
    boundConstant: likelihood.constant(side * side * 3),
  }
}

function buildNetworks(tf: TensorFlow, config: CvaeConfig, side: number): Networks {
  requireHalvable(side)
  const codeSize = config.latentSize + config.conditions.length
  const models = {
    encoder: encoderNetwork(tf, config, side),
    decoder: decoderNetwork(tf, { ...config, latentSize: codeSize }, side),
  }
  initialise(tf, [models.encoder, models.decoder], config.seed, 1000, varianceOf)
  withoutSpread(tf, models.encoder, 'conditions_logvar')
  return networksOfLayers(tf, models)
}

/** `mu` is the code's mean and the attributes that were read off; only the former has a spread that is learned. */
function encoderNetwork(tf: TensorFlow, config: CvaeConfig, side: number): LayersModel {
  const { channels, latentSize, conditions } = config
  const image = pictureInput(tf, side)
  const flat = flatten(tf, convolutions(tf, image, channels))
  const head = { units: conditions.length, activation: 'tanh', name: 'conditions' } as const
  const guessed = tf.layers.dense(head).apply(flat) as SymbolicTensor
  const certain = dense(tf, flat, conditions.length, 'conditions_logvar')
  const joined = (parts: SymbolicTensor[], name: string): SymbolicTensor =>
    tf.layers.concatenate({ name }).apply(parts) as SymbolicTensor
  const outputs = [
    joined([dense(tf, flat, latentSize, 'mu'), guessed], 'code'),
    joined([dense(tf, flat, latentSize, 'logvar'), certain], 'code_logvar'),
  ]
  return tf.model({ inputs: image, outputs, name: 'encoder' })
}

/**
 * Cross-entropy of attributes in -1, 1 under (1 + guess) / 2, which is the sigmoid of twice what tanh was given; what is
 * not known, 0, costs nothing. Mean over pictures of the sum over attributes.
 *
 * @param y -1, 0 or 1, [batch, size] @param guessed in -1..1, likewise
 */
function conditionLoss(tf: TensorFlow, y: Tensor2D, guessed: Tensor): Scalar {
  const right = tf.clipByValue(tf.div(tf.add(1, tf.mul(y, guessed)), 2), 1e-6, 1)
  const costs = tf.mul(tf.abs(y), tf.neg(tf.log(right)))
  return tf.mean(tf.sum(costs, 1))
}
