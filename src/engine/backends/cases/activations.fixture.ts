import type { Case } from './case.fixture'
import { positive } from './case.fixture'

const pictures = [2, 4, 4, 5]

/** Functions of single numbers. */
export const activationCases: Case[] = [
  ['relu', (tf, x) => tf.relu(x), pictures],
  ['relu6', (tf, x) => tf.relu6(tf.mul(x, 6)), pictures],
  ['leakyRelu', (tf, x) => tf.leakyRelu(x, 0.1), pictures],
  ['prelu', (tf, x, slope) => tf.prelu(x, slope), pictures, [5]],
  ['elu', (tf, x) => tf.elu(x), pictures],
  ['selu', (tf, x) => tf.selu(x), pictures],
  ['softplus', (tf, x) => tf.softplus(x), pictures],
  ['softplus far from 0', (tf, x) => tf.softplus(tf.mul(x, 30)), pictures],
  ['sigmoid', (tf, x) => tf.sigmoid(x), pictures],
  ['log of sigmoid', (tf, x) => tf.logSigmoid(x), pictures],
  ['tanh', (tf, x) => tf.tanh(x), pictures],
  ['swish', (tf, x) => tf.mul(x, tf.sigmoid(x)), pictures],
  [
    // Hendrycks & Gimpel 2016, "Gaussian error linear units": x times the normal distribution function.
    'gelu',
    (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))),
    pictures,
  ],
  ['abs', (tf, x) => tf.abs(x), pictures],
  ['square', (tf, x) => tf.square(x), pictures],
  ['sqrt', (tf, x) => tf.sqrt(positive(tf, x)), pictures],
  ['rsqrt', (tf, x) => tf.rsqrt(positive(tf, x)), pictures],
  ['reciprocal', (tf, x) => tf.reciprocal(positive(tf, x)), pictures],
  ['exp', (tf, x) => tf.exp(x), pictures],
  ['log', (tf, x) => tf.log(positive(tf, x)), pictures],
  ['log1p', (tf, x) => tf.log1p(positive(tf, x)), pictures],
  ['sin', (tf, x) => tf.sin(x), pictures],
  ['cos', (tf, x) => tf.cos(x), pictures],
  ['power of 3', (tf, x) => tf.pow(positive(tf, x), 3), pictures],
  ['clip', (tf, x) => tf.clipByValue(x, -0.5, 0.5), pictures],
]
