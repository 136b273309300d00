/** Means, covariances and percentiles of row-major tables [count, size]. Sums are in double precision. */

/** Mean of each column, [size]. */
export function columnMeans(rows: ArrayLike<number>, count: number, size: number): Float64Array {
  const mean = new Float64Array(size)
  for (let i = 0; i < count; i++) for (let j = 0; j < size; j++) mean[j]! += rows[i * size + j]!
  return mean.map((sum) => sum / count)
}

/** Sample covariance (divisor count - 1), row-major [size, size]. */
export function covariance(
  rows: ArrayLike<number>,
  count: number,
  size: number,
  mean = columnMeans(rows, count, size),
): Float64Array {
  const sums = new Float64Array(size * size)
  const centred = new Float64Array(rowsAtOnce * size)
  for (let from = 0; from < count; from += rowsAtOnce) {
    const end = Math.min(rowsAtOnce, count - from) * size
    for (let p = 0, j = 0; p < end; p++, j = j + 1 === size ? 0 : j + 1)
      centred[p] = rows[from * size + p]! - mean[j]!
    addOuterProducts(sums, centred.fill(0, end), size)
  }
  mirrorUpperTriangle(sums, size)
  return sums.map((sum) => sum / Math.max(1, count - 1))
}

/** Each number of the matrix is read and written once for so many rows, which takes a third of the time. */
const rowsAtOnce = 8

/** Adds the outer products of eight rows with themselves to the upper triangle of a square matrix. */
function addOuterProducts(matrix: Float64Array, rows: Float64Array, size: number): void {
  for (let a = 0; a < size; a++) {
    const p0 = rows[a]!
    const p1 = rows[size + a]!
    const p2 = rows[2 * size + a]!
    const p3 = rows[3 * size + a]!
    const p4 = rows[4 * size + a]!
    const p5 = rows[5 * size + a]!
    const p6 = rows[6 * size + a]!
    const p7 = rows[7 * size + a]!
    for (let b = a, at = a * size + a; b < size; b++, at++)
      matrix[at]! +=
        p0 * rows[b]! +
        p1 * rows[size + b]! +
        p2 * rows[2 * size + b]! +
        p3 * rows[3 * size + b]! +
        (p4 * rows[4 * size + b]! +
          p5 * rows[5 * size + b]! +
          p6 * rows[6 * size + b]! +
          p7 * rows[7 * size + b]!)
  }
}

/** Adds `weight * v v^T` to the upper triangle of a square matrix. */
export function addOuterProduct(matrix: Float64Array, v: Float64Array, weight: number): void {
  const size = v.length
  for (let a = 0; a < size; a++) {
    const scaled = weight * v[a]!
    for (let b = a; b < size; b++) matrix[a * size + b]! += scaled * v[b]!
  }
}

export function mirrorUpperTriangle(matrix: Float64Array, size: number): void {
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) matrix[a * size + b] = matrix[b * size + a]!
}

/**
 * The value below which `fraction` of the numbers lie, interpolated linearly between neighbours (numpy's default).
 *
 * @param ascending sorted numbers, at least one
 */
export function percentile(ascending: ArrayLike<number>, fraction: number): number {
  const position = fraction * (ascending.length - 1)
  const below = Math.floor(position)
  const low = ascending[below]!
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!
  return low + (high - low) * (position - below)
}

/** Mean and standard deviation (divisor count - 1) of a list. */
export function meanAndDeviation(values: ArrayLike<number>): { mean: number; deviation: number } {
  const count = values.length
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]!
  const mean = sum / Math.max(1, count)
  let squares = 0
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / Math.max(1, count - 1)) }
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>, offsetOfB = 0): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[offsetOfB + i]!
  return sum
}

export function norm(v: ArrayLike<number>): number {
  return Math.sqrt(dot(v, v))
}
