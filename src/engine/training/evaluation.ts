import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { peakSignalToNoise } from '../../core/metrics/psnr'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import type { TrainingConfig } from '../../core/records/model'
import type { TensorFlow } from '../backends/backend'
import { decode, encode, type Vae } from '../models/vae'
import { lossTerms, type Losses } from './objective'
import type { Pictures } from './pictures'

export interface Figures extends Losses {
  /** Of the picture decoded from the mean code, in dB; from the squared error over all pictures. */
  psnr: number
}

/** Pictures that go through the networks at once. */
const batchSize = 32

/**
 * Judges the model on pictures it does not learn from. The noise is the same at every call, so that a curve shows the
 * model and not the draw; the KL weight is the final one, so that warm-up does not show either.
 */
export async function evaluate(
  tf: TensorFlow,
  vae: Vae,
  config: TrainingConfig,
  pictures: Pictures,
  indices: Uint32Array,
): Promise<Figures> {
  const sums = [0, 0, 0]
  for (let start = 0; start < indices.length; start += batchSize) {
    const x = pictures.tensor(tf, indices.subarray(start, start + batchSize))
    const batch = await sumsOf(tf, vae, config, x, seedFrom(config.seed, 4000, start))
    batch.forEach((sum, i) => (sums[i]! += sum))
    x.dispose()
  }
  return figuresFrom(sums, indices.length, config, pictures.side ** 2 * 3)
}

/** Sums over a batch of reconstruction, KL and squared error of the mean's picture. */
async function sumsOf(
  tf: TensorFlow,
  vae: Vae,
  { latentSize, likelihood }: TrainingConfig,
  x: Tensor4D,
  seed: number,
): Promise<Float32Array> {
  const noise = gaussians(x.shape[0] * latentSize, mulberry32(seed))
  const sums = tf.tidy(() => {
    const epsilon = tf.tensor2d(noise, [x.shape[0], latentSize])
    const terms = lossTerms(tf, vae, likelihood, x, epsilon)
    const errors = tf.sum(tf.squaredDifference(x, reconstruct(vae, x)), [1, 2, 3])
    return tf.sum(tf.concat([terms, tf.expandDims<Tensor2D>(errors, 0)]), 1)
  })
  const values = (await sums.data()) as Float32Array
  sums.dispose()
  return values
}

/** The picture that the mean of the code decodes to. */
export function reconstruct(vae: Vae, x: Tensor4D): Tensor4D {
  const [mu] = encode(vae, x)
  return decode(vae, mu)
}

function figuresFrom(sums: number[], count: number, { klWeight }: TrainingConfig, values: number): Figures {
  const [reconstruction = 0, kl = 0, squared = 0] = sums.map((sum) => sum / count)
  return {
    reconstruction,
    kl,
    total: reconstruction + klWeight * kl,
    psnr: peakSignalToNoise(squared / values),
  }
}
