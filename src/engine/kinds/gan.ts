import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { conditionsOf, type CganConfig, type GanConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { discriminatorVariables, judge, nextVectors } from '../models/discriminator'
import { buildGan, buildGenerator, generate, generatorVariables, type Gan } from '../models/gan'
import { discriminatorLoss, generatorLoss } from '../models/gan-losses'
import { r1Penalty, wassersteinPenalty } from '../models/gradient-penalty'
import { buildEncoder } from '../models/vae'
import type { Network } from '../networks/network'
import { networksOfLayers } from '../networks/of-layers'
import { encoderObjective } from './code-encoder'
import { decode, type Batch, type Learner, type LearnerInput, type Objective } from './learner'

type Config = GanConfig | CganConfig

/** The first moment's decay that DCGAN found to be stable (Radford et al. 2016, section 4). */
const firstDecay = 0.5

/**
 * A generative adversarial network (Goodfellow et al. 2014, algorithm 1, k = 1): a step of the discriminator, one of
 * the generator against it, and one of an encoder that guesses the codes of generated pictures, without which there
 * would be no map of the data. What is kept as the decoder is the moving average of the generator.
 *
 * `cgan` (Mirza & Osindero 2014) is told attributes y in -1..1; a code is z followed by y.
 */
export function ganLearner({ tf, config, side }: LearnerInput<Config>): Learner {
  const gan = buildGan(tf, config, side)
  const codeSize = config.latentSize + conditionsOf(config).length
  const networks = networksOfLayers(tf, {
    generator: gan.generator,
    discriminator: gan.discriminator.network,
    decoder: buildGenerator(tf, config, side),
    encoder: buildEncoder(tf, { ...config, latentSize: codeSize }, side),
  })
  return {
    networks,
    loose: gan.discriminator.vectors,
    objectives: [
      discriminatorObjective(tf, gan, config),
      generatorObjective(tf, gan, networks, config),
      encoderObjective(tf, networks.encoder, {
        noiseSize: config.latentSize,
        amounts: () => [],
        pairs({ conditions }, noise) {
          const z = codesOf(tf, noise, conditions)
          return [z, decode(networks, z)]
        },
      }),
    ],
  }
}

type Rules = Pick<Config, 'latentSize' | 'loss' | 'r1Weight' | 'penaltyWeight' | 'realLabel'>

export function discriminatorObjective(tf: TensorFlow, gan: Gan, rules: Rules): Objective {
  const { loss, latentSize, realLabel, r1Weight, penaltyWeight } = rules
  const hasPenalty = r1Weight > 0 || penaltyWeight > 0
  const { discriminator } = gan
  return {
    series: ['discriminator', 'real', 'fake', ...(hasPenalty ? (['penalty'] as const) : [])],
    gradientName: 'discriminatorGradient',
    variables: discriminatorVariables(discriminator),
    firstDecay,
    held: discriminator.vectors,
    nextHeld: () => nextVectors(tf, discriminator),
    // The number after the code says how far between a real and a generated picture the penalty looks.
    noiseSize: latentSize + (penaltyWeight > 0 ? 1 : 0),
    amounts: () => [],
    losses({ x, conditions }, noise, _amounts, { held: vectors } = {}) {
      const z = tf.slice(noise, [0, 0], [-1, latentSize])
      const drawn = generate(gan, codesOf(tf, z, conditions))
      const says = (pictures: Tensor4D): Tensor2D => judge(tf, discriminator, pictures, conditions, vectors)
      const [real, fake] = [says(x), says(drawn)]
      const told = [real, fake].map((logits) => tf.mean<Scalar>(tf.sigmoid(logits)))
      const game = discriminatorLoss(tf, real, fake, { loss, labelSmoothing: 1 - realLabel })
      if (!hasPenalty) return [game, ...told]
      const penalty = penaltyOf(tf, rules, says, { real: x, fake: drawn }, noise)
      return [tf.add(game, penalty), ...told, penalty]
    },
  }
}

/** Both penalties that are asked for, with their weights. */
function penaltyOf(
  tf: TensorFlow,
  { latentSize, r1Weight, penaltyWeight }: Rules,
  says: (x: Tensor4D) => Tensor,
  pictures: { real: Tensor4D; fake: Tensor4D },
  noise: Tensor2D,
): Scalar {
  const terms: Scalar[] = []
  if (r1Weight > 0) terms.push(r1Penalty(tf, says, pictures.real, r1Weight))
  if (penaltyWeight > 0)
    terms.push(wassersteinPenalty(tf, says, pictures, sharesOf(tf, noise, latentSize), penaltyWeight))
  return terms.reduce((sum, term) => tf.add(sum, term))
}

/** The logistic function of 1.702 times a normal number is uniform to a hundredth (Bowling et al. 2009). */
function sharesOf(tf: TensorFlow, noise: Tensor2D, latentSize: number): Tensor4D {
  const place = tf.slice(noise, [0, latentSize], [-1, 1])
  return tf.reshape(tf.sigmoid(tf.mul(place, 1.702)), [-1, 1, 1, 1])
}

export function generatorObjective(
  tf: TensorFlow,
  gan: Gan,
  { decoder }: { decoder: Pick<Network, 'learning'> },
  { latentSize, averageDecay, loss }: Pick<Config, 'latentSize' | 'averageDecay' | 'loss'>,
): Objective {
  const variables = generatorVariables(gan)
  return {
    series: ['generator'],
    gradientName: 'generatorGradient',
    variables,
    firstDecay,
    average: { of: variables, into: decoder.learning, decay: averageDecay },
    noiseSize: latentSize,
    amounts: () => [],
    losses({ conditions }, z) {
      const drawn = generate(gan, codesOf(tf, z, conditions))
      return [generatorLoss(tf, judge(tf, gan.discriminator, drawn, conditions), loss)]
    },
  }
}

/** Codes of a model that is told something end with what it is told. */
const codesOf = (tf: TensorFlow, z: Tensor2D, conditions: Batch['conditions']): Tensor2D =>
  conditions ? tf.concat([z, conditions], 1) : z
