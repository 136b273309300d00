import { wayBetween } from '../path/codes'
import { gaussians, mulberry32, seedFrom } from '../random/random'
import { codeSizeOf, conditionsOf, type TrainingConfig } from '../records/training'

/** N(0, 1) numbers of a seed, which belong to no other use of the same seed. */
export const standardDraw = (seed: number, size: number): Float32Array =>
  gaussians(size, mulberry32(seedFrom(seed, 7001)))

/** A draw of a standard normal prior as a code, [codeSize]; what the model is told is 0, its middle. */
export function priorCode(config: TrainingConfig, seed: number): Float32Array {
  const told = conditionsOf(config).length
  const code = new Float32Array(codeSizeOf(config))
  code.set(standardDraw(seed, code.length - told))
  return code
}

/**
 * The code between two to four others, by weights relative to their sum.
 *
 * Codes of a normal prior lie near a shell, and a plain mean falls inside it. So the mean keeps its direction and gets the
 * weighted mean of the lengths; of two codes that is slerp's arc, stepped along its chord. Conditions, and codes of models
 * whose straight lines look even, are plain means.
 *
 * @param weights at least 0 each, not all 0
 */
export function mixedCode(
  codes: readonly Float32Array[],
  weights: readonly number[],
  config: TrainingConfig,
): Float32Array {
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map((weight) => weight / sum)
  const mean = new Float32Array(codes[0]!.length)
  codes.forEach((code, i) => code.forEach((x, j) => (mean[j]! += shares[i]! * x)))
  if (wayBetween(config).way === 'linear') return mean
  const own = mean.length - conditionsOf(config).length
  const wanted = codes.reduce((length, code, i) => length + shares[i]! * lengthOf(code, own), 0)
  const factor = wanted / lengthOf(mean, own)
  // Codes that face each other have no middle direction.
  if (Number.isFinite(factor)) for (let j = 0; j < own; j++) mean[j]! *= factor
  return mean
}

const lengthOf = (code: Float32Array, size: number): number => Math.hypot(...code.subarray(0, size))
