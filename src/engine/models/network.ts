import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { blend } from '../ops/blend'
import { equalised } from '../ops/equalised'
import { pixelNorm } from '../ops/pixel-norm'
import { modulatedConv2d, withNoise } from '../ops/style'
import { downsample2x, upsample2x } from '../ops/upsample'

/**
 * What a network is made of. One description serves twice: its values V are tensors while it learns, and results in an
 * ONNX graph while it is written (onnx/from-network.ts). Weights go by names.
 */
export interface Operations<V> {
  /** [batch, inputs] to [batch, outputs]; the kernel is [inputs, outputs]. */
  dense(x: V, kernel: Kernel): V
  /** `same`: [batch, height, width, inputs] to the sides over the stride, which divides them. */
  conv2d(x: V, kernel: Kernel, stride?: 1 | 2): V
  /** See ops/style.ts. @param style [batch, inputs] */
  modulatedConv2d(x: V, kernel: Kernel, style: V, options?: { demodulate?: boolean }): V
  /** x + strength * noise. @param noise [batch or 1, height, width, 1] @param strength a weight, [] or [channels] */
  withNoise(x: V, noise: V, strength: string): V
  /** Adds a weight [channels]. */
  bias(x: V, weight: string): V
  add(a: V, b: V): V
  /** Times a number, or a weight [channels]. */
  scale(x: V, factor: number | string): V
  /** a + share (b - a). @param share a weight, [] */
  blend(a: V, b: V, share: string): V
  upsample2x(x: V): V
  downsample2x(x: V): V
  pixelNorm(x: V): V
  leakyRelu(x: V, slope: number): V
  relu(x: V): V
  sigmoid(x: V): V
  tanh(x: V): V
  /** Values [batch, ...] of other sizes after the batch. */
  reshape(x: V, sizes: readonly number[]): V
  /** Codes beside one another: [batch, a + b]. */
  concat(a: V, b: V): V
  /** So many numbers of each code, [batch, size]. */
  part(x: V, start: number, size: number): V
  /** A learned picture [1, height, width, channels], for every one of the batch. */
  weight(name: string): V
}

/** A weight by its name, and its gain where the learning rate is equalised (ops/equalised.ts). */
export interface Kernel {
  name: string
  gain?: number
}

/** From inputs to outputs. */
export type NetworkFunction = <V>(operations: Operations<V>, inputs: readonly V[]) => V[]

/** @param weightOf the tensor of a weight's name: a variable, or what spectral normalisation makes of it */
export function tensorOperations(tf: TensorFlow, weightOf: (name: string) => Tensor): Operations<Tensor> {
  const kernelOf = <T extends Tensor>({ name, gain }: Kernel): T => {
    const kernel = weightOf(name) as T
    return gain === undefined ? kernel : equalised(tf, kernel, gain)
  }
  return {
    dense: (x, kernel) => tf.matMul(x, kernelOf(kernel)),
    conv2d: (x, kernel, stride = 1) => tf.conv2d(x as Tensor4D, kernelOf<Tensor4D>(kernel), stride, 'same'),
    modulatedConv2d: (x, kernel, style, options) =>
      modulatedConv2d(tf, x as Tensor4D, kernelOf(kernel), style as Tensor2D, options),
    withNoise: (x, noise, strength) => withNoise(tf, x as Tensor4D, noise as Tensor4D, weightOf(strength)),
    bias: (x, weight) => tf.add(x, weightOf(weight)),
    add: (a, b) => tf.add(a, b),
    scale: (x, factor) => tf.mul(x, typeof factor === 'number' ? factor : weightOf(factor)),
    blend: (a, b, share) => blend(tf, a, b, weightOf(share).asScalar()),
    upsample2x: (x) => upsample2x(tf, x as Tensor4D),
    downsample2x: (x) => downsample2x(tf, x as Tensor4D),
    pixelNorm: (x) => pixelNorm(tf, x),
    leakyRelu: (x, slope) => tf.leakyRelu(x, slope),
    relu: (x) => tf.relu(x),
    sigmoid: (x) => tf.sigmoid(x),
    tanh: (x) => tf.tanh(x),
    reshape: (x, sizes) => tf.reshape(x, [-1, ...sizes]),
    concat: (a, b) => tf.concat([a, b], 1),
    part: (x, start, size) => tf.slice(x, [0, start], [-1, size]),
    weight: weightOf,
  }
}
