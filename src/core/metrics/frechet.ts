import { columnMeans, covariance } from '../statistics/moments'
import { symmetricEigen } from '../statistics/symmetric'

/**
 * Frechet distance between two Gaussians fitted to features, squared as usual (Dowson & Landau 1982; Heusel et al. 2017,
 * "GANs trained by a two time-scale update rule"): `|m1 - m2|^2 + tr(S1 + S2 - 2 (S1^1/2 S2 S1^1/2)^1/2)`, S sample
 * covariances, in squared units of the features. 0 for equal sets. The symmetric product has the trace of Heusel's
 * `(S1 S2)^1/2` and needs no general square root; with fewer images than features it is still right to about 1e-5.
 *
 * It falls with the count of images (Chong & Forsyth 2020): compare figures at equal counts and the same features only.
 *
 * @param a row-major [countA, size], at least 2 rows
 * @param b row-major [countB, size], at least 2 rows
 * @param size features per image; time grows with its cube, up to about 128
 * @throws RangeError when a table is ragged, too short, or holds what is not a finite number
 */
export function frechetDistance(a: ArrayLike<number>, b: ArrayLike<number>, size: number): number {
  const [first, second] = [gaussianOf(a, size), gaussianOf(b, size)]
  const root = squareRoot(first.covariance, size)
  const product = multiply(multiply(root, second.covariance, size), root, size)
  const { values } = symmetricEigen(symmetrised(product, size), size)
  const overlap = values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0)
  const shift = first.mean.reduce((sum, m, j) => sum + (m - second.mean[j]!) ** 2, 0)
  const distance = shift + trace(first.covariance, size) + trace(second.covariance, size) - 2 * overlap
  if (!Number.isFinite(distance)) throw new RangeError('a feature is not a finite number')
  return Math.max(0, distance)
}

function gaussianOf(rows: ArrayLike<number>, size: number): { mean: Float64Array; covariance: Float64Array } {
  const count = rows.length / size
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`${rows.length} numbers are not two or more rows of ${size} features`)
  const mean = columnMeans(rows, count, size)
  return { mean, covariance: covariance(rows, count, size, mean) }
}

/** The symmetric square root `V sqrt(L) V^T` of a positive semidefinite matrix. */
function squareRoot(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size)
  const scaled = vectors.map((x, k) => x * Math.max(0, values[Math.floor(k / size)]!) ** 0.25)
  const columns = scaled.map((_, k) => scaled[(k % size) * size + Math.floor(k / size)]!)
  return multiply(columns, scaled, size)
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const x = a[i * size + k]!
      for (let j = 0; j < size; j++) out[i * size + j]! += x * b[k * size + j]!
    }
  return out
}

/** Takes the last bits of asymmetry off, which rounding leaves and Jacobi's rotations do not expect. */
function symmetrised(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((x, k) => (x + matrix[(k % size) * size + Math.floor(k / size)]!) / 2)
}

function trace(matrix: Float64Array, size: number): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!
  return sum
}
