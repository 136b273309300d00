import type { Scalar, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * a + share (b - a): the way from one to the other. It fades a grown layer in (Karras et al. 2018, figure 2), truncates a
 * code w towards the mean of codes, with the share psi (Karras et al. 2019, appendix B), and averages weights.
 */
export const blend = <T extends Tensor>(tf: TensorFlow, a: T, b: Tensor, share: Scalar | number): T =>
  tf.add(a, tf.mul(tf.sub(b, a), share))

/**
 * What exponential moving averages become after a step: decay * average + (1 - decay) * value.
 *
 * @param decay close to 1; averages over the last 1 / (1 - decay) steps
 */
export const nextAverages = (
  tf: TensorFlow,
  averages: readonly Tensor[],
  values: readonly Tensor[],
  decay: Scalar | number,
): Tensor[] => averages.map((average, i) => blend(tf, average, values[i]!, tf.sub<Scalar>(1, decay)))
