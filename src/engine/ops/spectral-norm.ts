import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * Spectral normalisation (Miyato et al. 2018, "Spectral normalization for generative adversarial networks", algorithm 1):
 * a kernel divided by the most that it stretches a vector, seen as the matrix [inputs, outputs].
 */

/** Directions that the kernel stretches most, nearly: what comes out, [outputs, 1], and what goes in, [inputs, 1]. */
export interface SingularVectors {
  u: Tensor2D
  v: Tensor2D
}

/**
 * One power iteration. To be called once a step and outside of the loss, since the vectors count as constants; its `u` is
 * the next step's, to be assigned when the step is over.
 *
 * @param kernel [..., outputs] @param u [outputs, 1], at first anything but 0
 */
export function powerIteration(tf: TensorFlow, kernel: Tensor, u: Tensor2D): SingularVectors {
  const matrix = asMatrix(tf, kernel)
  const v = unit(tf, tf.matMul(matrix, u))
  return { u: unit(tf, tf.matMul(matrix, v, true)), v }
}

/** The kernel over sigma = v^T W u, which depends on the kernel too where it is differentiated. */
export function spectrallyNormalised<T extends Tensor>(
  tf: TensorFlow,
  kernel: T,
  { u, v }: SingularVectors,
): T {
  const sigma: Scalar = tf.sum(tf.mul(v, tf.matMul(asMatrix(tf, kernel), u)))
  return tf.div(kernel, sigma)
}

const asMatrix = (tf: TensorFlow, kernel: Tensor): Tensor2D => tf.reshape(kernel, [-1, kernel.shape.at(-1)!])

const unit = (tf: TensorFlow, x: Tensor2D): Tensor2D =>
  tf.div(x, tf.add(tf.sqrt(tf.sum(tf.square(x))), 1e-12))
