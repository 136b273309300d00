import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import type { Case } from './case.fixture'
import { positive } from './case.fixture'

const pictures = [2, 4, 5, 6]

/** (x - mean) / sqrt(variance + 1e-5) over some axes, then scaled and shifted where asked. */
function normalise(tf: TensorFlow, axes: number[], x?: Tensor, scale?: Tensor, offset?: Tensor): Tensor {
  const { mean, variance } = tf.moments(x!, axes, true)
  const unit = tf.mul(tf.sub(x!, mean), tf.rsqrt(tf.add(variance, 1e-5)))
  return scale && offset ? tf.add(tf.mul(unit, scale), offset) : unit
}

/** What makes one number of many, and norms that are built of that. */
export const reductionCases: Case[] = [
  ['sum', (tf, x) => tf.sum(x), pictures],
  ['sum per image', (tf, x) => tf.sum(tf.reshape(x, [3, -1]), 1), [3, 8, 8, 3]],
  ['sum over a middle axis', (tf, x) => tf.sum(x, 2), pictures],
  ['sum over two axes apart', (tf, x) => tf.sum(x, [1, 3], true), pictures],
  ['mean', (tf, x) => tf.mean(x), pictures],
  ['mean over pixels', (tf, x) => tf.mean(x, [1, 2]), pictures],
  ['mean over images', (tf, x) => tf.mean(x, 0, true), pictures],
  ['max', (tf, x) => tf.max(x, -1), pictures],
  ['min', (tf, x) => tf.min(x, 1), pictures],
  ['log-sum-exp', (tf, x) => tf.logSumExp(x, -1), [4, 7]],
  ['cumulative sum', (tf, x) => tf.cumsum(x, 1), [4, 9]],
  ['softmax', (tf, x) => tf.softmax(x), [4, 7]],
  ['log-softmax', (tf, x) => tf.logSoftmax(x), [4, 7]],
  [
    'moments',
    (tf, x) => tf.concat([tf.moments(x, [0, 1, 2]).mean, tf.moments(x, [0, 1, 2]).variance]),
    pictures,
  ],
  ['Euclidean norm', (tf, x) => tf.norm(x, 'euclidean', -1), pictures],
  [
    // Gulrajani et al. 2017, "Improved training of Wasserstein GANs", eq. 3: the form, of a tensor given.
    'penalty on the length per image',
    (tf, x) => tf.square(tf.sub(tf.sqrt(tf.sum(tf.square(tf.reshape(x, [2, -1])), 1)), 1)),
    pictures,
  ],
  [
    'batch norm with given moments',
    (tf, x, mean, variance, offset, scale) =>
      tf.batchNorm(x, mean, positive(tf, variance), offset, scale, 1e-3),
    pictures,
    [6],
    [6],
    [6],
    [6],
  ],
  [
    'batch norm in training',
    (tf, x, offset, scale) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2])
      return tf.batchNorm(x, mean, variance, offset, scale, 1e-3)
    },
    pictures,
    [6],
    [6],
  ],
  ['instance norm', (tf, ...inputs) => normalise(tf, [1, 2], ...inputs), pictures, [6], [6]],
  ['layer norm', (tf, ...inputs) => normalise(tf, [-1], ...inputs), [4, 9], [9], [9]],
  ['layer norm of pictures', (tf, x) => normalise(tf, [1, 2, 3], x), pictures],
]
