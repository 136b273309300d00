import type { NamedTensorMap, Scalar, Tensor1D, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TrainingConfig } from '../../core/records/model'
import type { TensorFlow } from '../backends/backend'
import { klDivergence, reconstructionLoss, reparameterise } from '../models/losses'
import { decode, encode, type Vae } from '../models/vae'

/** Per image, in the units of the likelihood (summed over pixels). */
export interface Losses {
  reconstruction: number
  kl: number
  /** reconstruction + weight * kl: what is minimised. */
  total: number
}

/** What a draw of the code costs: both terms per image, [2, batch]. */
export function lossTerms(
  tf: TensorFlow,
  vae: Vae,
  likelihood: TrainingConfig['likelihood'],
  x: Tensor4D,
  epsilon: Tensor2D,
): Tensor2D {
  const [mu, logVariance] = encode(vae, x)
  const y = decode(vae, reparameterise(tf, mu, logVariance, epsilon))
  const terms = [reconstructionLoss(tf, likelihood, x, y), klDivergence(tf, mu, logVariance)]
  return tf.stack(terms) as Tensor2D
}

export interface Gradients {
  losses: Losses
  gradients: NamedTensorMap
}

/** Mean losses of a batch and the gradient of their total by every variable. The caller disposes the gradients. */
export async function lossGradients(
  tf: TensorFlow,
  terms: () => Tensor2D,
  klWeight: number,
  variables: Variable[],
): Promise<Gradients> {
  let means: Tensor1D | undefined
  const { value, grads } = tf.variableGrads(() => {
    means = tf.keep(tf.mean<Tensor1D>(terms(), 1))
    return tf.dot(means, tf.tensor1d([1, klWeight])) as Scalar
  }, variables)
  const [reconstruction = NaN, kl = NaN] = (await means?.data()) ?? []
  tf.dispose([value, ...(means ? [means] : [])])
  return { losses: { reconstruction, kl, total: reconstruction + klWeight * kl }, gradients: grads }
}
