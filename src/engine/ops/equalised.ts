import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * Equalised learning rate (Karras et al. 2018, section 4.1): weights are held at variance 1 and scaled by He's constant
 * where they are used, so that a step of Adam changes every layer as much in proportion.
 *
 * @param kernel [..., inputs, outputs], of a convolution or a dense layer
 * @param gain how much the nonlinearity after it takes away: sqrt 2 for ReLU, 1 for none
 */
export const equalised = <T extends Tensor>(tf: TensorFlow, kernel: T, gain: number): T =>
  tf.mul(kernel, equalisedScale(kernel.shape, gain))

/** What such a kernel is multiplied by. */
export function equalisedScale(shape: readonly number[], gain: number): number {
  const inputs = shape.slice(0, -1).reduce((product, side) => product * side, 1)
  return gain / Math.sqrt(inputs)
}
