/** Eigenvectors of, and equations with, small symmetric matrices (a latent space has tens to hundreds of dimensions). */

export interface EigenDecomposition {
  /** Descending. */
  values: Float64Array
  /** Row r is the unit eigenvector of values[r]; row-major [size, size]. */
  vectors: Float64Array
}

/**
 * Cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5): exact to rounding for symmetric matrices.
 *
 * @param matrix row-major [size, size], symmetric; not changed
 */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): EigenDecomposition {
  const a = Float64Array.from(matrix)
  const v = identity(size)
  for (let sweep = 0; sweep < 60 && offDiagonal(a, size) > 1e-24 * trace2(a, size); sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q)
  return sorted(a, v, size)
}

function identity(size: number): Float64Array {
  const out = new Float64Array(size * size)
  for (let i = 0; i < size; i++) out[i * size + i] = 1
  return out
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0
  for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) sum += a[p * size + q]! ** 2
  return sum
}

function trace2(a: Float64Array, size: number): number {
  let sum = Number.MIN_VALUE
  for (let p = 0; p < size; p++) sum += a[p * size + p]! ** 2
  return sum
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!
  if (Math.abs(apq) < 1e-300) return
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < size; k++) rotatePair(a, k * size + p, k * size + q, c, s)
  for (let k = 0; k < size; k++) rotatePair(a, p * size + k, q * size + k, c, s)
  for (let k = 0; k < size; k++) rotatePair(v, k * size + p, k * size + q, c, s)
}

function rotatePair(m: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = m[i]!
  const y = m[j]!
  m[i] = c * x - s * y
  m[j] = s * x + c * y
}

function sorted(a: Float64Array, v: Float64Array, size: number): EigenDecomposition {
  const order = Array.from({ length: size }, (_, i) => i)
  order.sort((i, j) => a[j * size + j]! - a[i * size + i]!)
  const vectors = new Float64Array(size * size)
  order.forEach((from, row) => {
    for (let k = 0; k < size; k++) vectors[row * size + k] = v[k * size + from]!
  })
  return { values: Float64Array.from(order, (i) => a[i * size + i]!), vectors }
}

/**
 * Solves `A x = b` by Cholesky's factorisation.
 *
 * @param matrix row-major [size, size], symmetric positive definite; overwritten by its factor
 * @throws RangeError when it is not positive definite
 */
export function solvePositiveDefinite(matrix: Float64Array, b: ArrayLike<number>): Float64Array {
  const size = b.length
  factorise(matrix, size)
  const x = Float64Array.from(b)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= matrix[i * size + k]! * x[k]!
    x[i]! /= matrix[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= matrix[k * size + i]! * x[k]!
    x[i]! /= matrix[i * size + i]!
  }
  return x
}

/**
 * Cholesky's factorisation in place: the lower triangle becomes L of `A = L L^T`; what lies above stays as it was.
 *
 * @throws RangeError when the matrix is not positive definite
 */
export function factorise(a: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    let pivot = a[j * size + j]!
    for (let k = 0; k < j; k++) pivot -= a[j * size + k]! ** 2
    if (!(pivot > 0)) throw new RangeError('the matrix is not positive definite')
    const root = Math.sqrt(pivot)
    a[j * size + j] = root
    for (let i = j + 1; i < size; i++) {
      let sum = a[i * size + j]!
      for (let k = 0; k < j; k++) sum -= a[i * size + k]! * a[j * size + k]!
      a[i * size + j] = sum / root
    }
  }
}
