import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { discriminatorLoss } from '../models/gan-losses'
import { r1Penalty } from '../models/gradient-penalty'

/** What the GANs with an equalised learning rate have in common. */

/** Adam's decays (Karras et al. 2018, appendix A.1; 2019, appendix C). */
export const decays = { firstDecay: 0, secondDecay: 0.99 }

export const discriminatorSeries = ['discriminator', 'real', 'fake', 'penalty'] as const

/**
 * What `discriminatorSeries` names: -log D(x) - log(1 - D(G(z))) and R1, both networks' mean probabilities, R1.
 *
 * @param says logits of pictures, [batch, 1]
 */
export function discriminatorLosses(
  tf: TensorFlow,
  says: (pictures: Tensor4D) => Tensor2D,
  { real, fake }: { real: Tensor4D; fake: Tensor4D },
  r1Weight: number,
): Scalar[] {
  const logits = [says(real), says(fake)] as const
  const told = logits.map((each) => tf.mean<Scalar>(tf.sigmoid(each)))
  const penalty = r1Penalty(tf, says, real, r1Weight)
  return [tf.add(discriminatorLoss(tf, ...logits), penalty), ...told, penalty]
}
