import type { ConceptRecord } from '../records/concept'
import { leadingEigenvectors } from '../statistics/leading'
import { symmetricEigen } from '../statistics/symmetric'
import { codesOf, type LabelledCodes } from './labelled'

/** Directions that need no labels. None is normalised, but eigenvectors are. */

/** From the mean of one pile of pictures to that of another. */
export function betweenPiles(
  data: LabelledCodes,
  from: readonly number[],
  to: readonly number[],
): Float64Array {
  const [start, end] = [meanCode(data, from), meanCode(data, to)]
  return end.map((x, j) => x - start[j]!)
}

function meanCode(data: LabelledCodes, rows: readonly number[]): Float64Array {
  const mean = new Float64Array(data.latentSize)
  codesOf(data, rows).forEach((x, at) => (mean[at % data.latentSize]! += x / rows.length))
  return mean
}

/** Beyond this many dimensions all eigenvectors would take seconds; the first ones are found alone. */
const mostForAll = 128

/**
 * One eigenvector of a symmetric matrix, 0 that of the largest value: a principal component where it is the codes'
 * covariance; where it is `A^T A` of what a decoder's first layer does to a code, the direction that moves that layer
 * `place`-th most (Shen & Zhou 2021, "Closed-form factorization of latent semantics in GANs", eq. 6).
 * Turned so that its largest entry is positive, or its sign would be an accident.
 */
export function eigenvector(matrix: Float64Array, size: number, place: number): Float64Array {
  const { vectors } =
    size <= mostForAll ? symmetricEigen(matrix, size) : leadingEigenvectors(matrix, size, place + 1)
  const vector = vectors.slice(place * size, (place + 1) * size)
  const peak = vector.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0)
  return peak < 0 ? vector.map((x) => -x) : vector
}

/** A weighted sum of what one unit of each concept adds to a code. */
export function weightedSum(
  parts: readonly { weight: number; concept: Pick<ConceptRecord, 'direction' | 'unitLength'> }[],
  latentSize: number,
): Float64Array {
  const sum = new Float64Array(latentSize)
  for (const { weight, concept } of parts)
    concept.direction.forEach((x, j) => (sum[j] = sum[j]! + weight * concept.unitLength * x))
  return sum
}

/** The cosine of the angle between every two directions, row-major [n, n]. */
export function cosines(concepts: readonly Pick<ConceptRecord, 'direction'>[]): Float64Array {
  const all = concepts.map(({ direction }) => direction)
  return Float64Array.from(
    all.flatMap((a) => all.map((b) => a.reduce((sum, x, j) => sum + x * (b[j] ?? 0), 0))),
  )
}
