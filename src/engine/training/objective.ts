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
  const { means, gradients } = tf.tidy(() => meanGradients(tf, terms, tf.scalar(klWeight), variables))
  const losses = await readLosses(means, klWeight)
  means.dispose()
  return { losses, gradients }
}

/** The same as tensors, nothing read: means [2] of reconstruction and KL. For use within a tidy. */
export function meanGradients(
  tf: TensorFlow,
  terms: () => Tensor2D,
  klWeight: Scalar,
  variables: Variable[],
): { means: Tensor1D; gradients: NamedTensorMap } {
  let means!: Tensor1D
  const { grads } = tf.variableGrads(() => {
    means = tf.mean<Tensor1D>(terms(), 1)
    // What a function of gradients leaves behind but its result is gone after it.
    tf.keep(means)
    return tf.dot(means, tf.stack([tf.scalar(1), klWeight])) as Scalar
  }, variables)
  return { means, gradients: grads }
}

export async function readLosses(means: Tensor1D, klWeight: number): Promise<Losses> {
  const [reconstruction = NaN, kl = NaN] = await means.data()
  return { reconstruction, kl, total: reconstruction + klWeight * kl }
}
