import type { Scalar, Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import { peakSignalToNoise } from '../../core/metrics/psnr'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import type { Losses } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { decode, encode, type Learner, type Moment, type Networks, type Objective } from '../kinds/learner'
import type { Samples } from './samples'

/** Pictures that go through the networks at once. */
const batchSize = 32

interface Evaluation {
  tf: TensorFlow
  learner: Learner
  samples: Samples
  seed: number
  /** The end of the run: the weights are the final ones, so that warm-up does not show. */
  end: Moment
  /** A model that grows is judged at the size that it has. */
  now: Moment
}

/**
 * Judges the model on pictures it does not learn from. The noise is the same at every call, so that a curve shows the
 * model and not the draw.
 */
export async function evaluate(evaluation: Evaluation, indices: Uint32Array): Promise<Losses> {
  const names = [...evaluation.learner.objectives.flatMap(({ series }) => series)]
  const sums = new Float64Array(names.length + 1)
  for (let start = 0; start < indices.length; start += batchSize) {
    const part = indices.subarray(start, start + batchSize)
    const means = await meansOf(evaluation, part, start)
    means.forEach((mean, i) => (sums[i]! += mean * part.length))
  }
  const means = sums.map((sum) => sum / indices.length)
  const losses: Losses = Object.fromEntries(names.map((name, i) => [name, means[i]!]))
  return { ...losses, ...boundOf(evaluation.learner, losses), psnr: peakSignalToNoise(means.at(-1)!) }
}

/** Means over a batch of every loss, and last of the squared error of a pixel after encoding and decoding. */
async function meansOf(
  { tf, learner, samples, seed, end, now }: Evaluation,
  indices: Uint32Array,
  start: number,
): Promise<Float32Array> {
  const batch = samples.batch(tf, indices)
  const told = tf.tidy(() => {
    const losses = learner.objectives.flatMap((objective, place) => {
      const noise = noiseFor(tf, objective, indices.length, seedFrom(seed, 4000 + place, start))
      const moment = objective.stageOf ? now : end
      const amounts = objective.amounts(moment).map((number) => tf.scalar(number))
      return objective.losses(batch, noise, amounts, { stage: objective.stageOf?.(now) ?? 0 })
    })
    const errors = tf.squaredDifference(batch.x, reconstruct(learner.networks, batch.x))
    const perImage = tf.mean(tf.reshape(errors, [indices.length, -1]), 1)
    return tf.stack<Scalar>([...losses, tf.mean(perImage)]) as Tensor1D
  })
  const values = (await told.data()) as Float32Array
  tf.dispose([told, batch])
  return values
}

function noiseFor(tf: TensorFlow, { noiseSize }: Objective, count: number, seed: number) {
  return tf.tensor2d(gaussians(count * noiseSize, mulberry32(seed)), [count, noiseSize])
}

/** The picture that the mean of the code decodes to. */
function reconstruct(networks: Networks, x: Tensor4D): Tensor4D {
  const [mu] = encode(networks, x)
  return decode(networks, mu)
}

function boundOf({ boundConstant }: Learner, { reconstruction, kl }: Losses): Losses {
  if (boundConstant === undefined || reconstruction === undefined || kl === undefined) return {}
  return { elbo: -(reconstruction + kl + boundConstant) }
}
