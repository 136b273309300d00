import type { Scalar, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { VaeConfig, BetaVaeConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { divergences, gaussianBound, perImage, reconstructionLoss } from '../models/losses'

type Config = Pick<VaeConfig | BetaVaeConfig, 'likelihood' | 'variance' | 'freeBits'>

/** The likelihood of pixels given a code; with a variance that is learned it holds a variable. */
export class Likelihood {
  readonly variables: Variable[] = []
  readonly #tf: TensorFlow
  readonly #kind: Config['likelihood']
  readonly #logVariance: Variable | undefined

  constructor(tf: TensorFlow, { likelihood, variance }: Config) {
    this.#tf = tf
    this.#kind = likelihood
    if (likelihood !== 'gaussian' || variance !== 'learned') return
    // e^-3 is a deviation of 0.22: what a blurred picture is off by.
    this.#logVariance = tf.tidy(() => tf.variable(tf.scalar(-3)))
    this.variables.push(this.#logVariance)
  }

  /** Minus the log-likelihood, up to `constant`, as one number per image, [batch]. */
  loss(x: Tensor4D, y: Tensor4D): Tensor {
    const tf = this.#tf
    if (!this.#logVariance) return reconstructionLoss(tf, this.#kind, x, y)
    return gaussianBound(tf, x, y, this.#logVariance as Scalar)
  }

  /** What `loss` leaves out, in nats per image of `size` numbers. Of a variance of 1/2: size / 2 * log(pi). */
  constant(size: number): number {
    return this.#kind === 'gaussian' && !this.#logVariance ? (size / 2) * Math.log(Math.PI) : 0
  }
}

/** KL of q(z|x) from N(0, 1) as it is told, and as it counts. Both are means over the batch. */
export function klTerms(
  tf: TensorFlow,
  mu: Tensor2D,
  logVariance: Tensor2D,
  freeBits: number,
): { kl: Scalar; counted: Scalar } {
  const each = divergences(tf, mu, logVariance)
  const kl: Scalar = tf.mean(perImage(tf, each))
  if (freeBits === 0) return { kl, counted: kl }
  // Kingma et al. 2016, "Improved variational inference with inverse autoregressive flow", appendix C.8.
  const counted: Scalar = tf.sum(tf.maximum(tf.mean(each, 0), tf.fill([each.shape[1]], freeBits)))
  return { kl, counted }
}
