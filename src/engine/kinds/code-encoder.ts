import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import type { Network } from '../networks/network'
import { encode, type Objective } from './learner'

/**
 * An encoder for a generator that has none, trained on pairs of a code and its picture ("latent regressor", Donahue et
 * al. 2017, "Adversarial feature learning", section 4.1): minus the log-likelihood of the code under the normal
 * distribution that the encoder gives, 1/2 sum((z - mu)^2 / sigma^2 + log sigma^2) up to a constant. Its spread says how
 * sure the guess is.
 */
export function encoderObjective(tf: TensorFlow, encoder: Network, source: CodeSource): Objective {
  return {
    ...source,
    series: ['encoder'],
    gradientName: 'gradient',
    variables: encoder.learning,
    losses(batch, noise, amounts, standing) {
      const [z, picture] = source.pairs(batch, noise, amounts, standing)
      const [mu, logVariance] = encode({ encoder }, picture)
      return [codeLoss(tf, z, mu, logVariance)]
    },
  }
}

/** Where codes and their pictures come from. */
type CodeSource = Pick<Objective, 'noiseSize' | 'amounts' | 'stageOf'> & {
  pairs(...args: Parameters<Objective['losses']>): [z: Tensor2D, picture: Tensor4D]
}

/** @param z codes, [batch, size]; mu and log-variance likewise */
function codeLoss(tf: TensorFlow, z: Tensor2D, mu: Tensor2D, logVariance: Tensor2D): Scalar {
  const distance = tf.mul(tf.squaredDifference(z, mu), tf.exp(tf.neg(logVariance)))
  return tf.mul(0.5, tf.mean(tf.sum(tf.add(distance, logVariance), 1)))
}
