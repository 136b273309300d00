import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/** What StyleGAN2 draws with (Karras et al. 2020, "Analyzing and improving the image quality of StyleGAN"). */

/**
 * A convolution whose kernel is w' = s w for each picture's own style s (eq. 1), and demodulated: divided by each output
 * channel's sqrt(sum w'^2) (eq. 3). Input and output are scaled instead of the kernel, which is the same and lets all
 * pictures share one convolution.
 *
 * @param x [batch, height, width, inputs]
 * @param kernel [height, width, inputs, outputs]
 * @param style [batch, inputs]
 */
export function modulatedConv2d(
  tf: TensorFlow,
  x: Tensor4D,
  kernel: Tensor4D,
  style: Tensor2D,
  { demodulate = true } = {},
): Tensor4D {
  const modulated: Tensor4D = tf.mul(x, perPixel(tf, style))
  const y: Tensor4D = tf.conv2d(modulated, kernel, 1, 'same')
  return demodulate ? tf.mul(y, perPixel(tf, demodulation(tf, kernel, style))) : y
}

/** 1 / sqrt of the sum of (s w)^2 over a kernel's pixels and inputs, [batch, outputs]. */
function demodulation(tf: TensorFlow, kernel: Tensor4D, style: Tensor2D): Tensor2D {
  const squares: Tensor2D = tf.sum(tf.square(kernel), [0, 1])
  return tf.rsqrt(tf.add(tf.matMul(tf.square(style), squares), 1e-8))
}

/** [batch, channels] for every pixel of pictures alike. */
const perPixel = (tf: TensorFlow, values: Tensor2D): Tensor4D =>
  tf.reshape(values, [values.shape[0], 1, 1, values.shape[1]])

/** @param noise normal numbers, [batch, height, width, 1] @param strength learned, a scalar or one per channel */
export const withNoise = (tf: TensorFlow, x: Tensor4D, noise: Tensor4D, strength: Tensor): Tensor4D =>
  tf.add(x, tf.mul(noise, strength))
