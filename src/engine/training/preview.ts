import type { Tensor2D } from '@tensorflow/tfjs'
import { codeSizeOf, conditionsOf, type TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { decode, encode, type Learner, type Networks } from '../kinds/learner'
import { divergences } from '../models/losses'
import { priorCodes } from './prior'
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
  /** KL of each dimension from N(0, 1) in nats, conditions left out; of kinds that have such a term. */
  klPerDimension?: Float32Array
}

/** Pictures that the KL of a dimension is a mean over. */
const meantCount = 64

/** @param indices pictures; the first `count` are shown */
export async function preview(
  tf: TensorFlow,
  learner: Learner,
  config: TrainingConfig,
  samples: Samples,
  indices: Uint32Array,
  count: number,
): Promise<Preview> {
  const { networks } = learner
  const shownIndices = indices.subarray(0, count)
  const x = samples.tensor(tf, shownIndices)
  const shown = tf.tidy(() => {
    const [mu] = encode(networks, x)
    const drawn = priorCodes(tf, learner, config, samples.conditions(shownIndices), shownIndices.length)
    return [mu, drawn, walkCodes(tf, mu)].map((z) => decode(networks, z))
  })
  const [reconstructions, drawn, walk] = await Promise.all(shown.map((tensor) => tensor.data()))
  tf.dispose([x, ...shown])
  return {
    count: shownIndices.length,
    originals: samples.bytes(shownIndices),
    reconstructions: bytesFromUnit(reconstructions!),
    samples: bytesFromUnit(drawn!),
    walk: bytesFromUnit(walk!),
    ...('klWeight' in config && { klPerDimension: await nats(tf, networks, config, samples, indices) }),
  }
}

/** KL of each dimension, mean over pictures, [codeSize - conditions]. */
async function nats(
  tf: TensorFlow,
  networks: Networks,
  config: TrainingConfig,
  samples: Samples,
  indices: Uint32Array,
): Promise<Float32Array> {
  const size = codeSizeOf(config) - conditionsOf(config).length
  const kl = tf.tidy(() => {
    const [mu, logVariance] = encode(networks, samples.tensor(tf, indices.subarray(0, meantCount)))
    return tf.slice(tf.mean(divergences(tf, mu, logVariance), 0), [0], [size])
  })
  const numbers = (await kl.data()) as Float32Array
  kl.dispose()
  return numbers
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
