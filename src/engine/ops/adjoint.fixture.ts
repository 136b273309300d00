import type { Tensor } from '@tensorflow/tfjs'
import { gaussians, mulberry32 } from '../../core/random/random'
import type { TensorFlow } from '../backends/backend'

export type Operation = (tf: TensorFlow, x: Tensor) => Tensor

const normal = (tf: TensorFlow, shape: number[], seed: number): Tensor =>
  tf.tensor(
    gaussians(
      shape.reduce((product, side) => product * side, 1),
      mulberry32(seed),
    ),
    shape,
  )

async function dot(a: Tensor, b: Tensor): Promise<number> {
  const [first, second] = await Promise.all([a.data(), b.data()])
  return Array.from(first).reduce((sum, value, i) => sum + value * second[i]!, 0)
}

/**
 * How far a gradient is from right, without a reference: for every linear A, <A x, dy> = <x, A^T dy>, and so for
 * operations that are linear around x and give 0 for 0, such as max-pooling. Sums are taken in double precision.
 *
 * @returns the difference as a share of |A x| |dy|: about 1e-7 where the gradient is right
 */
export async function adjointGap(tf: TensorFlow, operation: Operation, shape: number[]): Promise<number> {
  const x = normal(tf, shape, 1)
  const y = operation(tf, x)
  const dy = normal(tf, y.shape, 2)
  const dx = tf.grad((input) => operation(tf, input))(x, dy)
  const [forward, back] = [await dot(y, dy), await dot(x, dx)]
  const scale = Math.sqrt((await dot(y, y)) * (await dot(dy, dy)))
  tf.dispose([x, y, dy, dx])
  return Math.abs(forward - back) / scale
}
