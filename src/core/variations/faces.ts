import { scatteredRows } from '../clusters/plus-plus'
import type { Codes } from '../editing/evaluate'
import { mulberry32, shuffledIndices } from '../random/random'

/** More codes than this are not looked at: scattered faces are found among so many as well. */
const mostSampled = 2000

/**
 * Images that lie spread over the data, the same for the same seed; fewer where there are no more.
 *
 * @param but an image that is not among them
 */
export function scatteredImages(
  { mu, count, latentSize }: Codes,
  wanted: number,
  seed: number,
  but?: number,
): number[] {
  const random = mulberry32(seed)
  const sample = shuffledIndices(count, random)
    .filter((image) => image !== but)
    .slice(0, mostSampled)
  const rows = new Float32Array(sample.length * latentSize)
  sample.forEach((image, i) =>
    rows.set(mu.subarray(image * latentSize, (image + 1) * latentSize), i * latentSize),
  )
  const table = { rows, count: sample.length, size: latentSize }
  const walk = scatteredRows(table, Math.min(wanted, sample.length), random)
  let step = walk.next()
  while (!step.done) step = walk.next()
  return [...new Set(Array.from(step.value, (row) => sample[row]!))]
}
