import { partsOf } from '../editing/parts'
import { codeSizeOf, conditionsOf, type TrainingConfig } from '../records/training'

/**
 * Which numbers of a code a drag may change, 1 or 0 each: not those of a style model's fine layers, which are colours and
 * small marks (Pan et al. 2023, section 3.2, likewise keep the later layers), nor what the model is told.
 */
export function movable(config: TrainingConfig): Float32Array {
  const size = codeSizeOf(config)
  const which = new Float32Array(size).fill(1)
  const fine = partsOf(config).find(({ name }) => name === 'fine')
  if (fine) which.fill(0, fine.start, fine.start + fine.size)
  return which.fill(0, size - conditionsOf(config).length)
}
