import { dot, norm } from '../statistics/moments'
import { subtract } from '../statistics/orthonormal'
import { symmetricEigen } from '../statistics/symmetric'

/**
 * The orthogonal matrix R = U V^T that makes `|X R - T|` least, and the sum of the singular values of `X^T T = U S V^T`
 * (Schoenemann 1966). V are eigenvectors of the Gram matrix, U is what `X^T T` makes of them; where that is nothing, the
 * direction nearest to V's own that is still free.
 *
 * @param x columns of X, `size` of [count]
 * @param t columns of T, `size` of [count]
 * @returns rotation row-major [size, size]
 */
export function nearestRotation(
  x: readonly Float64Array[],
  t: readonly Float64Array[],
): { rotation: Float64Array; trace: number } {
  const size = x.length
  const matrix = x.map((a) => Float64Array.from(t, (b) => dot(a, b)))
  const largest = norm(matrix.map(norm))
  const rotation = new Float64Array(size * size)
  const taken: Float64Array[] = []
  let trace = 0
  for (const v of rightSingularVectors(matrix)) {
    const image = Float64Array.from(matrix, (row) => dot(row, v))
    const u = freeDirection(norm(image) > 1e-9 * largest ? [image, v] : [v], taken)
    trace += dot(u, image)
    taken.push(u)
    for (let k = 0; k < rotation.length; k++) rotation[k]! += u[Math.floor(k / size)]! * v[k % size]!
  }
  return { rotation, trace }
}

/** By descending singular value. */
function rightSingularVectors(matrix: readonly Float64Array[]): Float64Array[] {
  const size = matrix.length
  const gram = Float64Array.from({ length: size * size }, (_, k) =>
    matrix.reduce((sum, row) => sum + row[Math.floor(k / size)]! * row[k % size]!, 0),
  )
  const { vectors } = symmetricEigen(gram, size)
  return matrix.map((_, r) => vectors.subarray(r * size, (r + 1) * size))
}

/** The first of the wishes, or else of the axes, that does not lie in what is taken; made orthonormal to it. */
function freeDirection(wishes: readonly Float64Array[], taken: readonly Float64Array[]): Float64Array {
  const size = wishes[0]!.length
  const axes = Array.from({ length: size }, (_, j) => new Float64Array(size).fill(1, j, j + 1))
  for (const wish of [...wishes, ...axes]) {
    const rest = wish.slice()
    for (const q of [...taken, ...taken]) subtract(rest, q, dot(q, rest))
    const length = norm(rest)
    if (length > 1e-6 * norm(wish)) return rest.map((value) => value / length)
  }
  return new Float64Array(size).fill(NaN)
}
