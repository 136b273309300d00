import { mulberry32, shuffledIndices } from '../random/random'
import { addOuterProduct, mirrorUpperTriangle } from '../statistics/moments'
import { factorise } from '../statistics/symmetric'
import { shareBelow } from './ranks'

/** How unusual a code is among those of the data. */
export interface Unusualness {
  /** Mahalanobis' distance from the mean of the codes: standard deviations, whatever the direction. */
  distance: number
  /** Share of the data whose own distance is less than this, in [0, 1]. */
  percentile: number
}

/**
 * Mahalanobis' distance (1936), `D(z) = sqrt((z - m)^T S^-1 (z - m))`, and its percentile among the data's own. m is the
 * mean of the codes and S their sample covariance (divisor n - 1) with 1e-9 of its mean variance added to each, so that a
 * dimension in which nothing varies does not divide by zero. Of more than 20,000 codes a random 20,000 are measured, which
 * moves a percentile by less than one in a hundred.
 */
export class Mahalanobis {
  readonly size: number
  readonly mean: Float64Array
  /** Lower triangle of L, `S = L L^T`, row-major [size, size]. */
  readonly #factor: Float64Array
  #ascending = new Float64Array(0)
  readonly #scratch: Float64Array

  constructor(mean: Float64Array, covariance: Float64Array) {
    this.size = mean.length
    this.mean = mean
    this.#factor = withRidge(covariance, this.size)
    factorise(this.#factor, this.size)
    this.#scratch = new Float64Array(this.size)
  }

  /** What is usual: distances of codes of the data. */
  learn(distances: Float64Array): void {
    this.#ascending = distances.slice().sort()
  }

  of(z: ArrayLike<number>): Unusualness {
    const distance = this.distanceOf(z)
    return { distance, percentile: this.percentileOf(distance) }
  }

  percentileOf(distance: number): number {
    return shareBelow(this.#ascending, distance)
  }

  /** A draw of N(m, S) from N(0, 1) numbers: `m + L e`. */
  draw(standard: Float32Array): Float32Array {
    const out = Float32Array.from(this.mean)
    for (let i = 0; i < this.size; i++)
      for (let j = 0; j <= i; j++) out[i]! += this.#factor[i * this.size + j]! * standard[j]!
    return out
  }

  /** Solves `L y = z - m`: the distance is the length of y. Takes size^2 / 2 multiplications. */
  distanceOf(z: ArrayLike<number>, offset = 0): number {
    const [y, factor, size] = [this.#scratch, this.#factor, this.size]
    let squared = 0
    for (let i = 0, row = 0; i < size; i++, row += size) {
      let sum = z[offset + i]! - this.mean[i]!
      for (let j = 0; j < i; j++) sum -= factor[row + j]! * y[j]!
      y[i] = sum / factor[row + i]!
      squared += y[i]! ** 2
    }
    return Math.sqrt(squared)
  }
}

const mostMeasured = 20_000
const ridge = 1e-9
/** Numbers gone through between two pauses: a fraction of a millisecond to a few. */
const numbersAtOnce = 1 << 12

/**
 * @param codes row-major [count, size], at least two
 * @yields every millisecond or so
 * @throws RangeError when all codes are the same
 */
export function* measureUsual(
  codes: Float32Array,
  count: number,
  size: number,
): Generator<void, Mahalanobis> {
  const rows = measuredRows(count)
  const mean = yield* meanOf(codes, rows, size)
  const usual = new Mahalanobis(mean, yield* covarianceOf(codes, rows, size, mean))
  usual.learn(yield* distancesOf(usual, codes, rows))
  return usual
}

/** Distances of some codes of a table, or of all, [rows]. */
export function* distancesOf(
  usual: Mahalanobis,
  codes: Float32Array,
  rows: ArrayLike<number>,
): Generator<void, Float64Array> {
  const { size } = usual
  const distances = new Float64Array(rows.length)
  const atOnce = Math.ceil(numbersAtOnce / size)
  for (let at = 0; at < rows.length; at++) {
    if (at % atOnce === atOnce - 1) yield
    distances[at] = usual.distanceOf(codes, rows[at]! * size)
  }
  return distances
}

function measuredRows(count: number): Uint32Array {
  if (count <= mostMeasured) return Uint32Array.from({ length: count }, (_, i) => i)
  return shuffledIndices(count, mulberry32(1)).slice(0, mostMeasured).sort()
}

function* meanOf(codes: Float32Array, rows: Uint32Array, size: number): Generator<void, Float64Array> {
  const mean = new Float64Array(size)
  for (const [at, row] of rows.entries()) {
    if (at % numbersAtOnce === numbersAtOnce - 1) yield
    for (let j = 0; j < size; j++) mean[j]! += codes[row * size + j]! / rows.length
  }
  return mean
}

function* covarianceOf(
  codes: Float32Array,
  rows: Uint32Array,
  size: number,
  mean: Float64Array,
): Generator<void, Float64Array> {
  const sums = new Float64Array(size * size)
  const centred = new Float64Array(size)
  const atOnce = Math.ceil(numbersAtOnce / size)
  for (const [at, row] of rows.entries()) {
    if (at % atOnce === atOnce - 1) yield
    for (let j = 0; j < size; j++) centred[j] = codes[row * size + j]! - mean[j]!
    addOuterProduct(sums, centred, 1 / Math.max(1, rows.length - 1))
  }
  mirrorUpperTriangle(sums, size)
  return sums
}

function withRidge(covariance: Float64Array, size: number): Float64Array {
  const out = covariance.slice()
  let trace = 0
  for (let i = 0; i < size; i++) trace += covariance[i * size + i]!
  for (let i = 0; i < size; i++) out[i * size + i]! += (ridge * trace) / size
  return out
}
