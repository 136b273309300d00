import { mulberry32, shuffledIndices } from '../random/random'
import { columnMeans, covariance } from '../statistics/moments'
import { factorise } from '../statistics/symmetric'

/**
 * What pulls a code towards the data: `D^2(z) / size`, with `D^2(z) = |W (z - m)|^2` Mahalanobis' squared distance. It is
 * 1 for a usual code, whatever the size.
 */
export interface Pull {
  /** [size] */
  mean: Float32Array
  /** W, row-major [size, size]: `W^T W = (S + r I)^-1`. */
  whitening: Float32Array
}

/**
 * A share of the mean variance that is added to each, so that a dimension which the data leave alone (a VAE has such) does
 * not outweigh all others.
 */
const ridge = 0.05
/** Covariances of this many random codes are good enough for a pull. */
const mostMeasured = 4000
/** Above this only variances count: a whole covariance would take seconds. */
const largestWhole = 256

/** The weights at both ends of the slider, beside a mean squared error of pixels in [0, 1]. */
const [leastWeight, mostWeight] = [1e-5, 1e-1]
/** Where it stands before anybody moves it: a photograph among drawn faces is still a face (ADR 0022). */
export const usualEditability = 0.8

/**
 * The weight of a pull: by the slider from likeness, 0, to editability, 1; even steps are even factors.
 *
 * @throws RangeError when it is not between
 */
export function pullWeight(editability: number): number {
  if (!(editability >= 0 && editability <= 1))
    throw new RangeError(`editability lies between 0 and 1, not at ${editability}`)
  return leastWeight * (mostWeight / leastWeight) ** editability
}

/** @param codes row-major [count, size] @throws RangeError when all codes are the same */
export function pullTowards(codes: Float32Array, count: number, size: number): Pull {
  const rows = sampled(codes, count, size)
  const used = rows.length / size
  const mean = columnMeans(rows, used, size)
  const spread = covariance(rows, used, size, mean)
  let trace = 0
  for (let i = 0; i < size; i++) trace += spread[i * size + i]!
  for (let i = 0; i < size; i++) spread[i * size + i]! += (ridge * trace) / size
  if (size > largestWhole) clearBeside(spread, size)
  factorise(spread, size)
  return { mean: Float32Array.from(mean), whitening: invertedLower(spread, size) }
}

/** `D^2(z) / size`. */
export function pullOf({ mean, whitening }: Pull, z: ArrayLike<number>): number {
  const size = mean.length
  let sum = 0
  for (let i = 0; i < size; i++) {
    let y = 0
    for (let j = 0; j <= i; j++) y += whitening[i * size + j]! * (z[j]! - mean[j]!)
    sum += y * y
  }
  return sum / size
}

function sampled(codes: Float32Array, count: number, size: number): Float32Array {
  if (count <= mostMeasured) return codes
  const rows = shuffledIndices(count, mulberry32(1)).subarray(0, mostMeasured)
  const out = new Float32Array(mostMeasured * size)
  rows.forEach((row, k) => out.set(codes.subarray(row * size, (row + 1) * size), k * size))
  return out
}

function clearBeside(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i !== j) matrix[i * size + j] = 0
}

/** `L^-1` of a lower triangle, by forward substitution; 0 above. */
function invertedLower(lower: Float64Array, size: number): Float32Array {
  const out = new Float64Array(size * size)
  for (let k = 0; k < size; k++)
    for (let i = k; i < size; i++) {
      let sum = i === k ? 1 : 0
      for (let j = k; j < i; j++) sum -= lower[i * size + j]! * out[j * size + k]!
      out[i * size + k] = sum / lower[i * size + i]!
    }
  return Float32Array.from(out)
}
