import type { Tensor4D } from '@tensorflow/tfjs'
import { diversity, type Diversity } from '../../core/metrics/diversity'
import type { TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { decode, type Learner } from '../kinds/learner'
import { priorCodes } from './prior'
import type { Samples } from './samples'

/** Pictures of either kind that are held against one another. */
const compared = 128
/** Pictures are compared at about this side, in grey: what differs there differs to the eye. */
const smallSide = 16

/**
 * How different fixed draws of a generator are from one another, held against as many pictures of the data.
 *
 * @param indices pictures of the data; as many as there are, up to 128, are used
 * @returns undefined when there are fewer than two, or all are the same
 */
export async function sampleDiversity(
  tf: TensorFlow,
  learner: Learner,
  config: TrainingConfig,
  samples: Samples,
  indices: Uint32Array,
): Promise<Diversity | undefined> {
  const shown = indices.subarray(0, compared)
  const conditions = samples.conditions(shown)
  const data = await smallPictures(tf, () => samples.tensor(tf, shown))
  const drawn = await smallPictures(tf, () =>
    decode(learner.networks, priorCodes(tf, learner, config, conditions, shown.length)),
  )
  const size = data.length / shown.length
  const isVaried = data.some((value, i) => value !== data[i % size])
  return isVaried ? diversity(drawn, data, size) : undefined
}

/** In grey and small, [count, size]. */
async function smallPictures(tf: TensorFlow, pictures: () => Tensor4D): Promise<Float32Array> {
  const small = tf.tidy(() => {
    const grey = tf.mean<Tensor4D>(pictures(), 3, true)
    const block = Math.max(1, Math.floor(grey.shape[1] / smallSide))
    return tf.avgPool(grey, block, block, 'valid')
  })
  const numbers = await small.data<'float32'>()
  small.dispose()
  return numbers
}
