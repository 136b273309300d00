import type { SymbolicTensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/** What the networks of autoencoders have in common. */
export type Channels = readonly [number, number, number, number]

const kernelSize = 4
const slope = 0.1
const half = { kernelSize, strides: 2, padding: 'same' } as const

/** @throws RangeError when pictures of this side cannot be halved four times */
export function requireHalvable(side: number): void {
  if (side % 16 !== 0) throw new RangeError(`pictures of ${side} pixels cannot be halved four times`)
}

/** Convolutions of stride 2 with LeakyReLU 0.1. @param first number of the first of them, for their names */
export function convolutions(
  tf: TensorFlow,
  x: SymbolicTensor,
  channels: readonly number[],
  first = 0,
): SymbolicTensor {
  for (const [i, filters] of channels.entries()) {
    const name = `encode_${first + i}`
    x = tf.layers.conv2d({ ...half, filters, name }).apply(x) as SymbolicTensor
    x = tf.layers.leakyReLU({ alpha: slope, name: `${name}_relu` }).apply(x) as SymbolicTensor
  }
  return x
}

export function flatten(tf: TensorFlow, x: SymbolicTensor, name = 'flat'): SymbolicTensor {
  return tf.layers.flatten({ name }).apply(x) as SymbolicTensor
}

export function dense(tf: TensorFlow, x: SymbolicTensor, units: number, name: string): SymbolicTensor {
  return tf.layers.dense({ units, name }).apply(x) as SymbolicTensor
}

/** A dense layer to a picture of [side, side, channels], with LeakyReLU. */
export function spread(
  tf: TensorFlow,
  z: SymbolicTensor,
  side: number,
  channels: number,
  name = 'spread',
): SymbolicTensor {
  const wide = dense(tf, z, side * side * channels, name)
  const x = tf.layers.leakyReLU({ alpha: slope, name: `${name}_relu` }).apply(wide) as SymbolicTensor
  const corner = tf.layers.reshape({ targetShape: [side, side, channels], name: `${name}_picture` })
  return corner.apply(x) as SymbolicTensor
}

/** Transposed convolutions of stride 2 with LeakyReLU 0.1. */
export function transposed(
  tf: TensorFlow,
  x: SymbolicTensor,
  channels: readonly number[],
  first = 0,
): SymbolicTensor {
  for (const [i, filters] of channels.entries()) {
    const name = `decode_${first + i}`
    x = tf.layers.conv2dTranspose({ ...half, filters, name }).apply(x) as SymbolicTensor
    x = tf.layers.leakyReLU({ alpha: slope, name: `${name}_relu` }).apply(x) as SymbolicTensor
  }
  return x
}

/** The last doubling, to colours in [0, 1]. */
export function toPicture(tf: TensorFlow, x: SymbolicTensor): SymbolicTensor {
  const layer = tf.layers.conv2dTranspose({ ...half, filters: 3, activation: 'sigmoid', name: 'image' })
  return layer.apply(x) as SymbolicTensor
}

/** From a code to the picture: what every plain decoder does. @param side of the pictures */
export function decoded(
  tf: TensorFlow,
  z: SymbolicTensor,
  [first, second, third, top]: Channels,
  side: number,
): SymbolicTensor {
  return toPicture(tf, transposed(tf, spread(tf, z, side / 16, top), [third, second, first]))
}

export const pictureInput = (tf: TensorFlow, side: number): SymbolicTensor =>
  tf.input({ shape: [side, side, 3], name: 'image' })

export const codeInput = (tf: TensorFlow, size: number): SymbolicTensor =>
  tf.input({ shape: [size], name: 'z' })

/**
 * He's initialisation (He et al. 2015: variance 2 / inputs). Four taps of a stride-2 transposed kernel reach each
 * output pixel. Log-variances start at 0 and the last layer near grey, so that the first steps do not overshoot.
 */
export function varianceOf(name: string, shape: number[]): number {
  if (name.endsWith('logvar')) return 0
  if (name.endsWith('mu') || name === 'conditions') return 1 / shape[0]!
  if (shape.length === 2) return 2 / shape[0]!
  if (name === 'image') return 0.1 / (4 * shape[3]!)
  if (name.startsWith('decode')) return 2 / (4 * shape[3]!)
  return 2 / (kernelSize * kernelSize * shape[2]!)
}
