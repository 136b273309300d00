import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import { klDivergence, reconstructionLoss, reparameterise } from '../../models/losses'
import type { Case } from './case.fixture'

const picture = (tf: TensorFlow, x?: Tensor): Tensor4D => tf.sigmoid(x!) as Tensor4D
const codes = (x?: Tensor): Tensor2D => x as Tensor2D
const pictures = [3, 4, 4, 3]

export const lossCases: Case[] = [
  [
    'sum of squared errors',
    (tf, x, y) => reconstructionLoss(tf, 'gaussian', picture(tf, x), picture(tf, y)),
    pictures,
    pictures,
  ],
  [
    'cross-entropy',
    (tf, x, y) => reconstructionLoss(tf, 'bernoulli', picture(tf, x), picture(tf, y)),
    pictures,
    pictures,
  ],
  ['KL divergence', (tf, mu, logVariance) => klDivergence(tf, codes(mu), codes(logVariance)), [3, 6], [3, 6]],
  [
    'reparameterisation',
    (tf, mu, logVariance, epsilon) => reparameterise(tf, codes(mu), codes(logVariance), codes(epsilon)),
    [3, 6],
    [3, 6],
    [3, 6],
  ],
  [
    'absolute error per image',
    (tf, x, y) => tf.sum(tf.reshape(tf.abs(tf.sub(x, y)), [3, -1]), 1),
    pictures,
    pictures,
  ],
  ['cross-entropy of logits', (tf, x) => tf.losses.sigmoidCrossEntropy(tf.onesLike(x), tf.mul(x, 5)), [9, 1]],
  [
    'cross-entropy of classes',
    (tf, x) => {
      const truth = tf.oneHot(tf.tensor1d([3, 1, 1, 0], 'int32'), 6)
      return tf.neg(tf.sum(tf.mul(tf.logSoftmax(x), tf.cast(truth, 'float32')), -1))
    },
    [4, 6],
  ],
]
