import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { VaeConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'

/**
 * The terms of the evidence lower bound (Kingma & Welling, "Auto-Encoding Variational Bayes", 2014, eq. 10), each
 * as one number per image, [batch]. They are summed per image first: a single sum over a large tensor loses three
 * digits on the wasm backend.
 */

/**
 * Minus the log-likelihood of pixels given the code, up to a constant.
 *
 * `gaussian`: sum over pixels of (x - y)^2, a Gaussian of variance 1/2.
 * `bernoulli`: minus the sum of x log y + (1 - x) log(1 - y) (appendix C.1), y kept off 0 and 1.
 *
 * @param x images in [0, 1], [batch, height, width, 3]
 * @param y the decoder's output, likewise
 */
export function reconstructionLoss(
  tf: TensorFlow,
  likelihood: VaeConfig['likelihood'],
  x: Tensor4D,
  y: Tensor4D,
): Tensor {
  return perImage(tf, likelihood === 'gaussian' ? tf.squaredDifference(x, y) : crossEntropy(tf, x, y))
}

function crossEntropy(tf: TensorFlow, x: Tensor, y: Tensor): Tensor {
  const inside = tf.clipByValue(y, 1e-6, 1 - 1e-6)
  const ones = tf.mul(x, tf.log(inside))
  const zeros = tf.mul(tf.sub(1, x), tf.log(tf.sub(1, inside)))
  return tf.neg(tf.add(ones, zeros))
}

/**
 * Minus the log-likelihood in nats under a normal distribution whose one variance is learned too (Rybkin et al. 2021,
 * "Simple and effective VAE training with calibrated decoders", eq. 3):
 * size / 2 * (log 2 pi + log variance) + squared error / (2 variance), [batch].
 */
export function gaussianBound(tf: TensorFlow, x: Tensor4D, y: Tensor4D, logVariance: Scalar): Tensor {
  const halfSize = x.size / x.shape[0] / 2
  const squared = perImage(tf, tf.squaredDifference(x, y))
  const spread = tf.mul(halfSize, tf.add(Math.log(2 * Math.PI), logVariance))
  return tf.add(tf.mul(squared, tf.mul(0.5, tf.exp(tf.neg(logVariance)))), spread)
}

/** KL(N(mu, sigma^2) || N(0, 1)) = -1/2 (1 + log sigma^2 - mu^2 - sigma^2) of each dimension (appendix B), [batch, size]. */
export function divergences(tf: TensorFlow, mu: Tensor2D, logVariance: Tensor2D): Tensor2D {
  const inner = tf.sub(tf.sub(tf.add(1, logVariance), tf.square(mu)), tf.exp(logVariance))
  return tf.mul(-0.5, inner)
}

/** The same summed over dimensions, [batch]. */
export function klDivergence(tf: TensorFlow, mu: Tensor2D, logVariance: Tensor2D): Tensor {
  return perImage(tf, divergences(tf, mu, logVariance))
}

/** The reparameterisation trick (section 2.4): z = mu + sigma * epsilon with epsilon from N(0, 1). */
export function reparameterise(
  tf: TensorFlow,
  mu: Tensor2D,
  logVariance: Tensor2D,
  epsilon: Tensor2D,
): Tensor2D {
  return tf.add(mu, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), epsilon))
}

/** Sums of everything that belongs to one image, [batch]. */
export function perImage(tf: TensorFlow, x: Tensor): Tensor {
  return tf.sum(tf.reshape(x, [x.shape[0], -1]), 1)
}
