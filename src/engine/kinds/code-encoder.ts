import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { variablesOf } from '../models/initialise'
import { decode, encode, type Networks, type Objective } from './learner'

/**
 * An encoder for a generator that has none, trained on pairs of a code and its picture ("latent regressor", Donahue et
 * al. 2017, "Adversarial feature learning", section 4.1): minus the log-likelihood of the code under the normal
 * distribution that the encoder gives, 1/2 sum((z - mu)^2 / sigma^2 + log sigma^2) up to a constant. Its spread says how
 * sure the guess is.
 */
export function encoderObjective(tf: TensorFlow, networks: Networks, noiseSize: number): Objective {
  return {
    series: ['encoder'],
    gradientName: 'gradient',
    variables: variablesOf([networks.encoder]),
    noiseSize,
    amounts: () => [],
    losses({ conditions }, noise) {
      const z: Tensor2D = conditions ? tf.concat([noise, conditions], 1) : noise
      const [mu, logVariance] = encode(networks, decode(networks, z))
      return [codeLoss(tf, z, mu, logVariance)]
    },
  }
}

/** @param z codes, [batch, size]; mu and log-variance likewise */
function codeLoss(tf: TensorFlow, z: Tensor2D, mu: Tensor2D, logVariance: Tensor2D): Scalar {
  const distance = tf.mul(tf.squaredDifference(z, mu), tf.exp(tf.neg(logVariance)))
  return tf.mul(0.5, tf.mean(tf.sum(tf.add(distance, logVariance), 1)))
}
