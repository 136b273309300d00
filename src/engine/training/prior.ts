import type { Tensor2D } from '@tensorflow/tfjs'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import { codeSizeOf, type TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import type { Learner } from '../kinds/learner'

/**
 * The same draws of the prior at every call, [count, codeSize]; a model that is told something is told `conditions`,
 * [count, told].
 */
export function priorCodes(
  tf: TensorFlow,
  { sample }: Pick<Learner, 'sample'>,
  config: TrainingConfig,
  conditions: Float32Array,
  count: number,
): Tensor2D {
  const told = conditions.length / count
  const drawn = sample ? config.latentSize : codeSizeOf(config) - told
  const z = tf.tensor2d(gaussians(count * drawn, mulberry32(seedFrom(config.seed, 5000))), [count, drawn])
  if (sample) return sample(z)
  return told === 0 ? z : tf.concat([z, tf.tensor2d(conditions, [count, told])], 1)
}
