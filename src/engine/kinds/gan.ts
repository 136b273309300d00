import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import type { CganConfig, GanConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { buildGan, discriminatorVariables, generate, generatorVariables, judge, type Gan } from '../models/gan'
import { discriminatorLoss, generatorLoss } from '../models/gan-losses'
import { buildEncoder } from '../models/vae'
import { variablesOf } from '../models/initialise'
import { decode, encode, type Learner, type LearnerInput, type Networks, type Objective } from './learner'

/** The first moment's decay that DCGAN found to be stable (Radford et al. 2016, section 4). */
const firstDecay = 0.5

/**
 * A generative adversarial network (Goodfellow et al. 2014, algorithm 1, k = 1): a step of the discriminator, one of
 * the generator against it, and one of an encoder that guesses the codes of generated pictures, without which there
 * would be no map of the data. What is kept as the decoder is the moving average of the generator.
 */
export function ganLearner({ tf, config, side }: LearnerInput<GanConfig | CganConfig>): Learner {
  const gan = buildGan(tf, config, side)
  const { generator: decoder, discriminator: unused } = buildGan(tf, config, side)
  unused.dispose()
  const networks = { ...gan, decoder, encoder: buildEncoder(tf, config, side) }
  return {
    networks,
    objectives: [
      discriminatorObjective(tf, gan, config.latentSize),
      generatorObjective(tf, gan, networks, config),
      encoderObjective(tf, networks, config.latentSize),
    ],
  }
}

export function discriminatorObjective(tf: TensorFlow, gan: Gan, noiseSize: number): Objective {
  return {
    series: ['discriminator', 'real', 'fake'],
    gradientName: 'discriminatorGradient',
    variables: discriminatorVariables(gan),
    firstDecay,
    noiseSize,
    amounts: () => [],
    losses({ x }, z) {
      const [real, fake] = [judge(gan, x), judge(gan, generate(gan, z))]
      const sure = [real, fake].map((logits) => tf.mean(tf.sigmoid(logits)) as Scalar)
      return [discriminatorLoss(tf, real, fake), ...sure]
    },
  }
}

export function generatorObjective(
  tf: TensorFlow,
  gan: Gan,
  { decoder }: Pick<Networks, 'decoder'>,
  { latentSize, averageDecay }: Pick<GanConfig, 'latentSize' | 'averageDecay'>,
): Objective {
  const variables = generatorVariables(gan)
  return {
    series: ['generator'],
    gradientName: 'generatorGradient',
    variables,
    firstDecay,
    average: { of: variables, into: variablesOf([decoder]), decay: averageDecay },
    noiseSize: latentSize,
    amounts: () => [],
    losses: (_, z) => [generatorLoss(tf, judge(gan, generate(gan, z)))],
  }
}

/**
 * Minus the log-likelihood of a code under the normal distribution that the encoder gives for its picture, up to a
 * constant: 1/2 sum((z - mu)^2 / sigma^2 + log sigma^2).
 */
function encoderObjective(tf: TensorFlow, networks: Networks, noiseSize: number): Objective {
  return {
    series: ['encoder'],
    gradientName: 'gradient',
    variables: variablesOf([networks.encoder]),
    noiseSize,
    amounts: () => [],
    losses(_, z) {
      const [mu, logVariance] = encode(networks, decode(networks, z))
      return [codeLoss(tf, z, mu, logVariance)]
    },
  }
}

export function codeLoss(tf: TensorFlow, z: Tensor2D, mu: Tensor2D, logVariance: Tensor2D): Scalar {
  const distance = tf.mul(tf.squaredDifference(z, mu), tf.exp(tf.neg(logVariance)))
  return tf.mul(0.5, tf.mean(tf.sum(tf.add(distance, logVariance), 1)))
}
