import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import type { Case, Compute } from './case.fixture'
import { positive } from './case.fixture'

const multiply =
  (transposeA: boolean, transposeB: boolean): Compute =>
  (tf, a, b) =>
    tf.matMul(a, b, transposeA, transposeB)

const pictures = [2, 4, 4, 5]

const everyOther = (tf: TensorFlow): Tensor =>
  tf.tensor(
    Array.from({ length: 160 }, (_, i) => i % 2),
    pictures,
    'bool',
  )

/** Matrix products, and what takes two numbers: alike in shape or spread over the other. */
export const productCases: Case[] = [
  ['matMul', multiply(false, false), [7, 9], [9, 5]],
  ['matMul, first transposed', multiply(true, false), [9, 7], [9, 5]],
  ['matMul, second transposed', multiply(false, true), [7, 9], [5, 9]],
  ['matMul, both transposed', multiply(true, true), [9, 7], [5, 9]],
  ['matMul in batches', multiply(false, false), [3, 7, 9], [3, 9, 5]],
  ['matMul in batches, transposed', multiply(true, true), [3, 9, 7], [3, 5, 9]],
  ['dense', (tf, x, w, b) => tf.add(tf.matMul(x, w), b), [5, 7], [7, 4], [4]],
  ['dot', (tf, a, b) => tf.dot(a, b), [9], [9]],
  ['bias', (tf, x, bias) => tf.add(x, bias), pictures, [5]],
  ['bias of large pictures', (tf, x, bias) => tf.add(x, bias), [4, 32, 32, 3], [3]],
  ['scale per channel', (tf, x, scale) => tf.mul(x, scale), pictures, [5]],
  ['scale per image and channel', (tf, x, scale) => tf.mul(x, scale), pictures, [2, 1, 1, 5]],
  ['subtract', (tf, a, b) => tf.sub(a, b), pictures, [4, 4, 5]],
  ['divide', (tf, a, b) => tf.div(a, positive(tf, b)), pictures, pictures],
  ['divide per channel', (tf, a, b) => tf.div(a, positive(tf, b)), pictures, [5]],
  ['maximum', (tf, a, b) => tf.maximum(a, b), pictures, pictures],
  ['minimum', (tf, a, b) => tf.minimum(a, b), pictures, pictures],
  ['where', (tf, a, b) => tf.where(everyOther(tf), a, b), pictures, pictures],
  ['squared difference', (tf, a, b) => tf.squaredDifference(a, b), pictures, pictures],
]
