import type { Scalar, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * What a GAN's two networks minimise, of logits: with D = sigmoid(logit), -log D = softplus(-logit) and
 * -log(1 - D) = softplus(logit), which stay numbers where D is surely wrong. For `real` x and `fake` G(z), each a mean:
 *
 * | kind             | discriminator                          | generator        | source                         |
 * | ---------------- | -------------------------------------- | ---------------- | ------------------------------ |
 * | `minimax`        | -log D(x) - log(1 - D(G(z)))           | log(1 - D(G(z))) | Goodfellow et al. 2014, eq. 1  |
 * | `non-saturating` | the same                               | -log D(G(z))     | the same, section 3            |
 * | `hinge`          | max(0, 1 - D(x)) + max(0, 1 + D(G(z))) | -D(G(z))         | Lim & Ye 2017, "Geometric GAN" |
 * | `wasserstein`    | D(G(z)) - D(x)                         | -D(G(z))         | Arjovsky et al. 2017, eq. 2    |
 *
 * In the last two D is the logit itself; the last needs a D without steep slopes (see gradient-penalty.ts).
 */
export type GanLoss = 'minimax' | 'non-saturating' | 'hinge' | 'wasserstein'

export interface DiscriminatorLossOptions {
  loss?: GanLoss
  /**
   * One-sided label smoothing (Salimans et al. 2016, "Improved techniques for training GANs", section 3.4): pictures of
   * the data count as real with 1 minus this. Only where D is a probability.
   */
  labelSmoothing?: number
}

/**
 * @param real logits of pictures from the data, [batch, 1]
 * @param fake logits of the generator's pictures, likewise
 * @throws RangeError when labels are to be smoothed and D is no probability
 */
export function discriminatorLoss(
  tf: TensorFlow,
  real: Tensor,
  fake: Tensor,
  { loss = 'non-saturating', labelSmoothing = 0 }: DiscriminatorLossOptions = {},
): Scalar {
  const isProbability = loss === 'minimax' || loss === 'non-saturating'
  if (labelSmoothing !== 0 && !isProbability)
    throw new RangeError(`Labels cannot be smoothed with the loss "${loss}", which has none.`)
  if (loss === 'wasserstein') return tf.sub(tf.mean(fake), tf.mean(real))
  if (loss === 'hinge') return tf.add(tf.mean(tf.relu(tf.sub(1, real))), tf.mean(tf.relu(tf.add(1, fake))))
  return tf.add(crossEntropy(tf, real, 1 - labelSmoothing), tf.mean(tf.softplus(fake)))
}

/** Mean of -label log D - (1 - label) log(1 - D), in which the logarithms differ by the logit. */
function crossEntropy(tf: TensorFlow, logits: Tensor, label: number): Scalar {
  if (label === 1) return tf.mean(tf.softplus(tf.neg(logits)))
  return tf.mean(tf.sub(tf.softplus(logits), tf.mul(logits, label)))
}

/** @param fake logits of the generator's pictures, [batch, 1] */
export function generatorLoss(tf: TensorFlow, fake: Tensor, loss: GanLoss = 'non-saturating'): Scalar {
  switch (loss) {
    case 'minimax':
      return tf.neg(tf.mean(tf.softplus(fake)))
    case 'non-saturating':
      return tf.mean(tf.softplus(tf.neg(fake)))
    case 'hinge':
    case 'wasserstein':
      return tf.neg(tf.mean(fake))
  }
}
