import { columnMeans, covariance } from '../statistics/moments'
import { leadingEigenvectors } from '../statistics/leading'
import { symmetricEigen } from '../statistics/symmetric'
import type { AffineMap } from './affine'

export interface PrincipalComponents extends AffineMap {
  /** Share of the variance along each row of the basis, in [0, 1]. */
  explainedVariance: number[]
}

/** Beyond this many dimensions only the axes of the map are computed: all of 512 take half a minute. */
const mostForAll = 128

/**
 * Principal component analysis (Pearson 1901; Hotelling 1933) by the eigenvectors of the covariance matrix.
 *
 * Each component is turned so that its largest entry is positive: otherwise its sign is an accident of rounding and
 * the map could flip from one run to the next.
 *
 * @param codes row-major [count, latentSize], at least 2 rows
 */
export function fitPrincipalComponents(
  codes: ArrayLike<number>,
  count: number,
  latentSize: number,
  dimensions: 2 | 3,
): PrincipalComponents {
  if (count < 2) throw new RangeError('principal components need at least two codes')
  if (latentSize < dimensions)
    throw new RangeError(`a map of ${dimensions} dimensions needs as many latent ones, not ${latentSize}`)
  const mean = columnMeans(codes, count, latentSize)
  const spread = covariance(codes, count, latentSize, mean)
  const { values, vectors } =
    latentSize <= mostForAll
      ? symmetricEigen(spread, latentSize)
      : leadingEigenvectors(spread, latentSize, dimensions)
  const total = mean.reduce((sum, _, j) => sum + spread[j * latentSize + j]!, 0) || 1
  return {
    dimensions,
    latentSize,
    mean: Array.from(mean),
    basis: Array.from({ length: dimensions }, (_, row) =>
      withPositivePeak(vectors.subarray(row * latentSize, (row + 1) * latentSize)),
    ).flat(),
    explainedVariance: Array.from(values.subarray(0, dimensions), (value) =>
      Math.min(1, Math.max(0, value) / total),
    ),
  }
}

function withPositivePeak(vector: Float64Array): number[] {
  const peak = vector.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0)
  return Array.from(vector, (x) => (peak < 0 ? -x : x))
}
