import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'

type Shape = number[]
export type Compute = (tf: TensorFlow, ...inputs: Tensor[]) => Tensor

/** An operation and the shapes of its inputs, which are normal numbers; the gradient by every input is compared. */
export type Case = [name: string, compute: Compute, ...shapes: Shape[]]

/** For what is defined only above 0, or steep near it. */
export const positive = (tf: TensorFlow, x?: Tensor): Tensor => tf.add(tf.abs(x!), 0.2)
