import type { Scalar, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * Minibatch standard deviation (Karras et al. 2018, "Progressive growing of GANs", section 3): how much pictures differ
 * within the batch as one more channel, so that a discriminator sees when a generator always draws the same. One number
 * for all: the deviation over the batch of each feature at each place, averaged.
 *
 * @param x features, [batch, height, width, channels]
 * @returns [batch, height, width, channels + 1]
 */
export function withMinibatchDeviation(tf: TensorFlow, x: Tensor4D): Tensor4D {
  const [batch, height, width] = x.shape
  const distance = tf.sub(x, tf.mean(x, 0, true))
  const variance = tf.mean(tf.square(distance), 0)
  // The root's slope is endless at 0, where every picture is alike.
  const deviation: Scalar = tf.mean(tf.sqrt(tf.add(variance, 1e-8)))
  return tf.concat([x, tf.mul(tf.ones([batch, height, width, 1]), deviation)], 3)
}
