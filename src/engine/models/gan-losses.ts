import type { Scalar, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * The two losses of Goodfellow et al. 2014, "Generative adversarial nets", of logits: with D = sigmoid(logit),
 * -log D = softplus(-logit) and -log(1 - D) = softplus(logit), which stay numbers where D is surely wrong.
 */

/**
 * What the discriminator minimises: the mean of -log D(x) plus the mean of -log(1 - D(G(z))) (eq. 1).
 *
 * @param real logits of pictures from the data, [batch, 1]
 * @param fake logits of the generator's pictures, likewise
 */
export function discriminatorLoss(tf: TensorFlow, real: Tensor, fake: Tensor): Scalar {
  return tf.add(tf.mean(tf.softplus(tf.neg(real))), tf.mean(tf.softplus(fake)))
}

/** What the generator minimises: the mean of -log D(G(z)), the loss that does not saturate (section 3). */
export function generatorLoss(tf: TensorFlow, fake: Tensor): Scalar {
  return tf.mean(tf.softplus(tf.neg(fake)))
}
