import { dot, norm } from './moments'

/**
 * Orthonormal columns that span what the given columns span: modified Gram-Schmidt, each column cleaned twice, which is
 * enough for orthogonality to rounding (Giraud, Langou & Rozloznik 2005).
 *
 * @param columns row-major [dim, k], as a layer's kernel lies
 * @returns the k columns one after another, that is row-major [k, dim]
 * @throws RangeError when the columns are not linearly independent
 */
export function orthonormalColumns(columns: ArrayLike<number>, dim: number): Float64Array[] {
  const k = columns.length / dim
  if (!Number.isInteger(k) || k < 1 || k > dim)
    throw new RangeError(`${columns.length} numbers are not 1 to ${dim} columns of ${dim}`)
  const basis: Float64Array[] = []
  for (let j = 0; j < k; j++) {
    const column = Float64Array.from({ length: dim }, (_, i) => columns[i * k + j]!)
    const before = norm(column)
    for (const q of [...basis, ...basis]) subtract(column, q, dot(q, column))
    const length = norm(column)
    if (!(length > 1e-10 * before))
      throw new RangeError(`column ${j} lies in the span of those before it, or is not a number`)
    basis.push(column.map((x) => x / length))
  }
  return basis
}

/** `v -= amount * direction`, in place. */
export function subtract(v: Float64Array, direction: ArrayLike<number>, amount: number): void {
  for (let i = 0; i < v.length; i++) v[i]! -= amount * direction[i]!
}
