import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * Every pixel's feature vector at mean square 1 (Karras et al. 2018, section 4.2); of codes [batch, size], every code.
 *
 * @param x [..., channels]
 */
export function pixelNorm<T extends Tensor>(tf: TensorFlow, x: T): T {
  const meanSquare = tf.mean(tf.square(x), -1, true)
  return tf.mul(x, tf.rsqrt(tf.add(meanSquare, 1e-8)))
}
