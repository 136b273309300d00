import { gaussians, mulberry32 } from '../random/random'
import type { SeriesPoint } from './run-signs'

/** A history of `count` points, one per step, with Gaussian noise of the given deviation. */
export function history(count: number, noise: number, of: (step: number) => number, seed = 3): SeriesPoint[] {
  const values = gaussians(count, mulberry32(seed))
  return Array.from(values, (x, step) => ({ step, value: of(step) + noise * x }))
}
