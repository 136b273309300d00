import { gaussians, mulberry32 } from '../../src/core/random/random'
import { conditionsOf } from '../../src/core/records/training'
import type { Learned } from './learn'

/** Codes drawn from the prior; of a model that is told something, with what is known of some pictures. */
export function priorCodes(
  { config, decoder }: Learned,
  count: number,
  seed: number,
  told?: Float32Array,
): Float32Array {
  const size = decoder.latentSize
  const conditions = conditionsOf(config).length
  const z = gaussians(count * size, mulberry32(seed))
  if (told)
    for (let i = 0; i < count; i++)
      z.set(told.subarray(i * conditions, (i + 1) * conditions), (i + 1) * size - conditions)
  return z
}
