import type { Tensor2D } from '@tensorflow/tfjs'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import { codeSizeOf, type TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { decode, encode, type Learner } from '../kinds/learner'
import { divergences } from '../models/losses'
import { bytesFromUnit, type Samples } from './samples'

/** `count` pictures each, uint8 [count, side, side, 3]. */
export interface Preview {
  count: number
  originals: Uint8Array
  reconstructions: Uint8Array
  /** Of fixed draws of the prior N(0, 1). */
  samples: Uint8Array
  /** From the first picture's code to the last one's, in a straight line. */
  walk: Uint8Array
  /** KL of each dimension from N(0, 1), mean over the pictures, in nats. */
  klPerDimension: Float32Array
}

export async function preview(
  tf: TensorFlow,
  learner: Learner,
  config: TrainingConfig,
  samples: Samples,
  indices: Uint32Array,
): Promise<Preview> {
  const count = indices.length
  const { networks } = learner
  const x = samples.tensor(tf, indices)
  const shown = tf.tidy(() => {
    const [mu, logVariance] = encode(networks, x)
    const drawn = sampled(tf, learner, config, samples.conditions(indices), count)
    const codes = [mu, drawn, walkCodes(tf, mu)]
    return [...codes.map((z) => decode(networks, z)), tf.mean(divergences(tf, mu, logVariance), 0)]
  })
  const [reconstructions, drawn, walk, kl] = await Promise.all(shown.map((tensor) => tensor.data()))
  tf.dispose([x, ...shown])
  return {
    count,
    originals: samples.bytes(indices),
    reconstructions: bytesFromUnit(reconstructions!),
    samples: bytesFromUnit(drawn!),
    walk: bytesFromUnit(walk!),
    klPerDimension: kl as Float32Array,
  }
}

/** Codes of draws of the prior; a model that is told something is told what holds for these pictures. */
function sampled(
  tf: TensorFlow,
  { sample }: Learner,
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

function walkCodes(tf: TensorFlow, mu: Tensor2D): Tensor2D {
  const count = mu.shape[0]
  const [first, last] = [tf.slice(mu, [0, 0], [1, -1]), tf.slice(mu, [count - 1, 0], [1, -1])]
  const share = tf.tensor2d(
    Float32Array.from({ length: count }, (_, i) => i / Math.max(1, count - 1)),
    [count, 1],
  )
  return tf.add(first, tf.mul(share, tf.sub(last, first)))
}
