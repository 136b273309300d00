/**
 * Mean squared error of two rows of numbers.
 *
 * @throws RangeError when they differ in length or are empty
 */
export function meanSquaredError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length || a.length === 0) {
    throw new RangeError(`${a.length} and ${b.length} numbers cannot be compared`)
  }
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum / a.length
}

/**
 * Peak signal-to-noise ratio in dB: 10 log10(peak^2 / mse). Infinite for equal pictures.
 *
 * For many pictures give it their mean error: that is stricter than the mean of their ratios.
 */
export function peakSignalToNoise(meanSquared: number, peak = 1): number {
  return 10 * Math.log10(peak ** 2 / meanSquared)
}
