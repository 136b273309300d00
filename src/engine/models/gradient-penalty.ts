import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * Penalties on the slope of a discriminator, which learns through them by gradients of gradients. Its operations must
 * have those (backends/second-gradients.ts says which have not). To be called within a loss that is differentiated.
 */

/** One number per picture, as from a discriminator: logits [batch, 1]. */
export type Judge = (x: Tensor4D) => Tensor

/**
 * R1 (Mescheder et al. 2018, "Which training methods for GANs do actually converge?", eq. 9):
 * gamma / 2 times the mean of |grad D(x)|^2 over pictures of the data.
 *
 * @param x pictures of the data, [batch, height, width, channels]
 */
export function r1Penalty(tf: TensorFlow, judge: Judge, x: Tensor4D, gamma: number): Scalar {
  return tf.mul(tf.mean(squaredSlopes(tf, judge, x)), gamma / 2)
}

/**
 * WGAN-GP (Gulrajani et al. 2017, "Improved training of Wasserstein GANs", eq. 3): the weight times the mean of
 * (|grad D(x)| - 1)^2, for x between a picture of the data and one of the generator's.
 *
 * @param shares uniform in [0, 1): how far each x is on the way to the real picture, [batch, 1, 1, 1]
 */
export function wassersteinPenalty(
  tf: TensorFlow,
  judge: Judge,
  pictures: { real: Tensor4D; fake: Tensor4D },
  shares: Tensor4D,
  weight = 10,
): Scalar {
  const { real, fake } = pictures
  const between: Tensor4D = tf.add(fake, tf.mul(tf.sub(real, fake), shares))
  // The root's own slope is endless at 0.
  const slopes = tf.sqrt(tf.add(squaredSlopes(tf, judge, between), 1e-12))
  return tf.mul(tf.mean(tf.square(tf.sub(slopes, 1))), weight)
}

/** |grad D(x)|^2 of each picture, [batch]. A picture's own score depends on it, so that scores may be summed. */
function squaredSlopes(tf: TensorFlow, judge: Judge, x: Tensor4D): Tensor {
  const slopes = tf.grad((pictures: Tensor) => judge(pictures as Tensor4D))(x)
  return tf.sum(tf.square(slopes), [1, 2, 3])
}
