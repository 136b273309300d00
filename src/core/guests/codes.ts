import { wayBetween } from '../path/codes'
import { gaussians, mulberry32, seedFrom } from '../random/random'
import { codeSizeOf, conditionsOf, type TrainingConfig } from '../records/training'
import { blendCodes } from '../variations/blend'

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
 * The code between two to four others, by weights relative to their sum: on the sphere where the prior is normal, in a line
 * where straight lines look even. What the model is told is a plain mean.
 *
 * @param weights at least 0 each, not all 0
 */
export function mixedCode(
  codes: readonly Float32Array[],
  weights: readonly number[],
  config: TrainingConfig,
): Float32Array {
  const isArc = wayBetween(config).way === 'slerp'
  return blendCodes(codes, weights, { isArc, conditions: conditionsOf(config).length })
}
