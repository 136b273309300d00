import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import { expectClose } from '../closeness.fixture'
import { klDivergence, reconstructionLoss, reparameterise } from '../models/losses'
import type { RungName } from '../../core/records/engine'
import type { TensorFlow } from './backend'
import { wasmFolder } from './open.fixture'
import { openBackend } from './open.node'

type Shape = number[]
type Case = [name: string, compute: (tf: TensorFlow, ...inputs: Tensor[]) => Tensor, ...shapes: Shape[]]

const convolve =
  (strides: number, pad: 'same' | 'valid' = 'same') =>
  (tf: TensorFlow, x?: Tensor, kernel?: Tensor): Tensor =>
    tf.conv2d(x as Tensor4D, kernel as Tensor4D, strides, pad)

const convolveBack =
  (strides: number, outShape: [number, number, number, number], pad: 'same' | 'valid' = 'same') =>
  (tf: TensorFlow, x?: Tensor, kernel?: Tensor): Tensor =>
    tf.conv2dTranspose(x as Tensor4D, kernel as Tensor4D, outShape, strides, pad)

const multiply =
  (transposeA: boolean, transposeB: boolean) =>
  (tf: TensorFlow, a?: Tensor, b?: Tensor): Tensor =>
    tf.matMul(a!, b!, transposeA, transposeB)

const picture = (tf: TensorFlow, x: Tensor): Tensor4D => tf.sigmoid(x) as Tensor4D

/** Every operation that a model here learns through. Shapes are odd where the code might be right only for even. */
const cases: Case[] = [
  ['conv2d 4x4 stride 2, RGB', convolve(2), [3, 8, 8, 3], [4, 4, 3, 5]],
  ['conv2d 4x4 stride 2', convolve(2), [2, 8, 8, 6], [4, 4, 6, 4]],
  ['conv2d 4x4 stride 2, odd picture', convolve(2), [2, 7, 5, 3], [4, 4, 3, 4]],
  ['conv2d 3x3 stride 1', convolve(1), [2, 5, 6, 4], [3, 3, 4, 3]],
  ['conv2d 3x3 stride 2 valid', convolve(2, 'valid'), [2, 8, 7, 4], [3, 3, 4, 3]],
  ['conv2d 1x1', convolve(1), [2, 4, 4, 6], [1, 1, 6, 3]],
  ['conv2d with runs over 64 floats', convolve(2), [1, 6, 6, 20], [4, 4, 20, 2]],
  ['conv2dTranspose 4x4 stride 2', convolveBack(2, [2, 8, 8, 5]), [2, 4, 4, 6], [4, 4, 5, 6]],
  ['conv2dTranspose 4x4 stride 2, RGB', convolveBack(2, [3, 8, 8, 3]), [3, 4, 4, 4], [4, 4, 3, 4]],
  ['conv2dTranspose 3x3 stride 2', convolveBack(2, [2, 8, 6, 5]), [2, 4, 3, 6], [3, 3, 5, 6]],
  ['conv2dTranspose 4x4 valid', convolveBack(1, [2, 4, 4, 5], 'valid'), [2, 1, 1, 6], [4, 4, 5, 6]],
  ['matMul', multiply(false, false), [7, 9], [9, 5]],
  ['matMul, first transposed', multiply(true, false), [9, 7], [9, 5]],
  ['matMul, second transposed', multiply(false, true), [7, 9], [5, 9]],
  ['matMul, both transposed', multiply(true, true), [9, 7], [5, 9]],
  ['matMul in batches, transposed', multiply(true, true), [3, 9, 7], [3, 5, 9]],
  ['bias', (tf, x, bias) => tf.add(x, bias), [2, 4, 4, 5], [5]],
  ['leakyRelu', (tf, x) => tf.leakyRelu(x, 0.1), [2, 4, 4, 5]],
  ['relu', (tf, x) => tf.relu(x), [2, 4, 4, 5]],
  ['sigmoid', (tf, x) => tf.sigmoid(x), [2, 4, 4, 5]],
  ['flatten', (tf, x) => tf.reshape(x, [2, 80]), [2, 4, 4, 5]],
  [
    'sum of squared errors',
    (tf, x, y) => reconstructionLoss(tf, 'gaussian', picture(tf, x), picture(tf, y)),
    [3, 4, 4, 3],
    [3, 4, 4, 3],
  ],
  [
    'cross-entropy',
    (tf, x, y) => reconstructionLoss(tf, 'bernoulli', picture(tf, x), picture(tf, y)),
    [3, 4, 4, 3],
    [3, 4, 4, 3],
  ],
  [
    'KL divergence',
    (tf, mu, logVariance) => klDivergence(tf, mu as Tensor2D, logVariance as Tensor2D),
    [3, 6],
    [3, 6],
  ],
  [
    'reparameterisation',
    (tf, mu, logVariance, epsilon) =>
      reparameterise(tf, mu as Tensor2D, logVariance as Tensor2D, epsilon as Tensor2D),
    [3, 6],
    [3, 6],
    [3, 6],
  ],
]

const numbersFor = (shape: Shape, seed: number): Float32Array =>
  gaussians(
    shape.reduce((product, side) => product * side, 1),
    mulberry32(seed),
  )

/** The result of an operation and the gradient of <result, dy> by every input, on the backend now in use. */
async function valueAndGradients(tf: TensorFlow, [, compute, ...shapes]: Case): Promise<Float32Array[]> {
  const inputs = shapes.map((shape, i) => tf.tensor(numbersFor(shape, i + 1), shape))
  const value = tf.tidy(() => compute(tf, ...inputs))
  const dy = tf.tensor(numbersFor(value.shape, 99), value.shape)
  const gradients = tf.grads((...values: Tensor[]) => compute(tf, ...values))(inputs, dy)
  const results = await Promise.all([value, ...gradients].map((tensor) => tensor.data()))
  tf.dispose([...inputs, value, dy, ...gradients])
  return results as Float32Array[]
}

/**
 * Tests that a rung computes every operation and its gradients as the plain `cpu` backend does. One rung per test
 * file: each file has a process of its own, and two builds of TensorFlow.js do not share one.
 */
export function describeGradients(rung: RungName): void {
  let tf: TensorFlow
  let inUse: string

  beforeAll(async () => {
    tf = (await openBackend(rung, { wasmFolder })).tf
    inUse = tf.getBackend()
  }, 60_000)

  test.each(cases)('%s', async (...operation) => {
    await tf.setBackend(inUse)
    const before = tf.memory().numTensors
    const actual = await valueAndGradients(tf, operation)
    expect(tf.memory().numTensors).toBe(before)
    await tf.setBackend('cpu')
    const expected = await valueAndGradients(tf, operation)
    actual.forEach((numbers, i) => expectClose(numbers, expected[i]!))
  })
}
