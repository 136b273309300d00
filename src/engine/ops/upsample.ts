import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * Twice the size: every pixel becomes four alike (nearest neighbour).
 *
 * With a gradient of our own, the sum of each four: what TensorFlow.js 4.22 gives for `resizeNearestNeighbor`, and so
 * for `tf.layers.upSampling2d`, is wrong on its `cpu` backend for more than one image.
 *
 * @param x [batch, height, width, channels]
 * @returns [batch, 2 height, 2 width, channels]
 */
export function upsample2x(tf: TensorFlow, x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape
  const resize = tf.customGrad((image) => ({
    value: tf.image.resizeNearestNeighbor(image as Tensor4D, [2 * height, 2 * width]),
    gradFunc: (dy: Tensor) => tf.mul(downsample2x(tf, dy as Tensor4D), 4),
  }))
  return resize(x) as Tensor4D
}

/**
 * Half the size: the mean of every four pixels.
 *
 * With a gradient of our own, a quarter to each of the four: that of `avgPool` has no gradient in TensorFlow.js 4.22, and
 * penalties on a discriminator's slope need one.
 *
 * @param x [batch, height, width, channels], height and width even
 * @returns [batch, height / 2, width / 2, channels]
 */
export function downsample2x(tf: TensorFlow, x: Tensor4D): Tensor4D {
  const shrink = tf.customGrad((image) => ({
    value: tf.avgPool(image as Tensor4D, 2, 2, 'valid'),
    gradFunc: (dy: Tensor) => tf.div(upsample2x(tf, dy as Tensor4D), 4),
  }))
  return shrink(x) as Tensor4D
}
