import { dot } from '../statistics/moments'
import { orthonormalColumns, subtract } from '../statistics/orthonormal'
import { symmetricEigen } from '../statistics/symmetric'

/**
 * Principal angles between two subspaces in degrees, ascending, min(ka, kb) of them (Bjorck & Golub 1973, "Numerical
 * methods for computing angles between linear subspaces"): all 0 when one subspace lies in the other, 90 where a
 * direction of one is orthogonal to the other.
 *
 * With orthonormal bases Qa and Qb the cosines are the singular values of `M = Qa^T Qb` and the sines those of
 * `Qb - Qa M`; `atan2` of both keeps small angles, which a cosine near 1 would lose.
 *
 * @param a columns that span the first subspace, row-major [dim, ka]
 * @param b columns that span the second, row-major [dim, kb]
 * @throws RangeError when columns depend on one another or do not have `dim` entries
 */
export function principalAngles(a: ArrayLike<number>, b: ArrayLike<number>, dim: number): Float64Array {
  const [wide, narrow] = a.length < b.length ? [b, a] : [a, b]
  const outer = orthonormalColumns(wide, dim)
  const inner = orthonormalColumns(narrow, dim)
  const cosines = inner.map((q) => Float64Array.from(outer, (p) => dot(p, q)))
  const residuals = inner.map((q, i) => {
    const residual = q.slice()
    outer.forEach((p, j) => subtract(residual, p, cosines[i]![j]!))
    return residual
  })
  const cosine = singularValues(cosines)
  const sine = singularValues(residuals).reverse()
  return cosine.map((c, i) => (Math.atan2(sine[i]!, c) * 180) / Math.PI)
}

/** Singular values, descending, of the matrix whose rows are given: roots of the eigenvalues of its Gram matrix. */
function singularValues(rows: readonly Float64Array[]): Float64Array {
  const gram = rows.flatMap((a) => rows.map((b) => dot(a, b)))
  return symmetricEigen(gram, rows.length).values.map((value) => Math.sqrt(Math.max(0, value)))
}
