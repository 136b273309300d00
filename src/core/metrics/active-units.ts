/** How much each latent dimension of a VAE says about the image. A dimension that says nothing has collapsed. */
import { columnMeans } from '../statistics/moments'

/** A dimension that says more than this many nats about a picture is in use; another way of counting than Burda's. */
export const activeNats = 0.01

/** Variance of the posterior mean above which a dimension counts as used, in squared latent units (Burda et al.). */
export const activeVariance = 0.01

export interface ActiveUnits {
  /** Dimensions whose variance is above 0.01. */
  active: number
  /** Var_x(E[z_j | x]) (divisor count - 1), [latentSize], in squared latent units. */
  variances: Float64Array
}

/**
 * Active units `Var_x(E_q(z_j | x)[z_j]) > 0.01` (Burda, Grosse & Salakhutdinov 2016, "Importance weighted
 * autoencoders", section 5.2).
 *
 * @param mu means of the posteriors, row-major [count, latentSize], at least 2 rows
 * @throws RangeError when there are fewer
 */
export function activeUnits(mu: ArrayLike<number>, count: number): ActiveUnits {
  if (count < 2) throw new RangeError('active units need the codes of at least two images')
  const latentSize = mu.length / count
  const mean = columnMeans(mu, count, latentSize)
  const squares = new Float64Array(latentSize)
  for (let i = 0; i < mu.length; i++) squares[i % latentSize]! += (mu[i]! - mean[i % latentSize]!) ** 2
  const variances = squares.map((sum) => sum / (count - 1))
  return { active: variances.filter((variance) => variance > activeVariance).length, variances }
}

/**
 * KL(q(z_j | x) || N(0, 1)) of each dimension, averaged over the images, in nats, [latentSize]: the mean over rows of
 * `(mu^2 + exp(logVariance) - logVariance - 1) / 2` (Kingma & Welling 2014, appendix B). They add up to the KL term.
 *
 * @param mu row-major [count, latentSize]
 * @param logVariance row-major [count, latentSize]
 * @throws RangeError when the tables differ in size
 */
export function klPerDimension(
  mu: ArrayLike<number>,
  logVariance: ArrayLike<number>,
  count: number,
): Float64Array {
  if (mu.length !== logVariance.length)
    throw new RangeError(`${mu.length} means and ${logVariance.length} variances do not go together`)
  const terms = Float64Array.from(
    { length: mu.length },
    (_, i) => (mu[i]! ** 2 + Math.exp(logVariance[i]!) - logVariance[i]! - 1) / 2,
  )
  return columnMeans(terms, count, mu.length / count)
}
