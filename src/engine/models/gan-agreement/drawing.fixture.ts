import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Backend, TensorFlow } from '../../backends/backend'
import { blend, nextAverages } from '../../ops/blend'
import { equalised } from '../../ops/equalised'
import { withMinibatchDeviation } from '../../ops/minibatch-deviation'
import { pixelNorm } from '../../ops/pixel-norm'
import { modulatedConv2d, withNoise } from '../../ops/style'
import { rowsOf, waves, type Numbers } from './work.fixture'

type Operation = (tf: TensorFlow, ...inputs: Tensor[]) => Tensor

const modulated =
  (demodulate: boolean): Operation =>
  (tf, x, kernel, style) =>
    modulatedConv2d(tf, x as Tensor4D, kernel as Tensor4D, style as Tensor2D, { demodulate })

const [features, kernel, style] = [
  [2, 4, 4, 3],
  [3, 3, 3, 5],
  [2, 3],
]

const operations: Record<string, [Operation, ...number[][]]> = {
  modulated: [modulated(true), features, kernel, style],
  'not demodulated': [modulated(false), features, kernel, style],
  noise: [
    (tf, x, noise, by) => withNoise(tf, x as Tensor4D, noise as Tensor4D, by),
    features,
    [2, 4, 4, 1],
    [3],
  ],
  'pixel norm': [(tf, x) => pixelNorm(tf, x), features],
  minibatch: [(tf, x) => withMinibatchDeviation(tf, x as Tensor4D), [3, 4, 4, 3]],
  equalised: [(tf, x) => equalised(tf, x, Math.SQRT2), kernel],
  blend: [(tf, a, b) => blend(tf, a, b, 0.7), style, style],
}

/** The result, and the gradient of its product with other numbers by every input. */
async function byInputs(backend: Backend, name: string): Promise<Numbers> {
  const { tf } = backend
  const [operation, ...shapes] = operations[name]!
  const inputs = shapes.map((shape, i) => waves(tf, shape, i + 1))
  const weights = tf.tidy(() => waves(tf, operation(tf, ...inputs).shape, 9))
  return rowsOf(backend, [...inputs, weights], [], (tensors) => {
    const [given, dy] = [tensors.slice(0, -1), tensors.at(-1)]
    const gradients = tf.grads((...values: Tensor[]) => operation(tf, ...values))(given, dy)
    const rows = gradients.map((gradient, i) => [`drawing/${name} ${i}`, gradient] as const)
    return { [`drawing/${name}`]: operation(tf, ...given), ...Object.fromEntries(rows) }
  })
}

/** Gradients of gradients through a modulated convolution and through the deviation, and averages. */
async function others(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const shapes = [features, kernel, style, [2, 4, 4, 5], [3, 4, 4, 3], [4], style, style]
  const inputs = shapes.map((shape, i) => waves(tf, shape, [1, 2, 3, 9, 1, 7, 1, 2][i]!))
  return rowsOf(backend, inputs, [], ([x, w, s, dy, pictures, by, average, value]) => {
    const slopes = (kernel: Tensor): Tensor =>
      tf.grad((style) => tf.sum(tf.mul(modulated(true)(tf, x!, kernel, style), dy!)))(s!)
    const score = (x: Tensor): Tensor => tf.mul(tf.square(withMinibatchDeviation(tf, x as Tensor4D)), by!)
    return {
      'drawing/path length': tf.grad((kernel) => tf.sum(tf.square(slopes(kernel))))(w!),
      'drawing/minibatch penalty': tf.grad((x) => tf.sum(tf.square(tf.grad(score)(x))))(pictures!),
      'drawing/averages': nextAverages(tf, [average!], [value!], 0.9)[0]!,
    }
  })
}

export async function drawingNumbers(backend: Backend): Promise<Numbers> {
  const rows = await others(backend)
  for (const name of Object.keys(operations)) Object.assign(rows, await byInputs(backend, name))
  return rows
}
