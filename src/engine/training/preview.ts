import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import type { TrainingConfig } from '../../core/records/model'
import type { TensorFlow } from '../backends/backend'
import { decode, type Vae } from '../models/vae'
import { reconstruct } from './evaluation'
import { bytesFromUnit, type Pictures } from './pictures'

/** `count` pictures each, uint8 [count, side, side, 3]. */
export interface Preview {
  count: number
  originals: Uint8Array
  reconstructions: Uint8Array
  /** Decoded from fixed draws of the prior N(0, 1). */
  samples: Uint8Array
}

export async function preview(
  tf: TensorFlow,
  vae: Vae,
  { seed, latentSize }: TrainingConfig,
  pictures: Pictures,
  indices: Uint32Array,
): Promise<Preview> {
  const count = indices.length
  const draws = gaussians(count * latentSize, mulberry32(seedFrom(seed, 5000)))
  const x = pictures.tensor(tf, indices)
  const decoded = tf.tidy(() => [reconstruct(vae, x), decode(vae, tf.tensor2d(draws, [count, latentSize]))])
  const [reconstructions, samples] = await Promise.all(decoded.map((y) => y.data()))
  tf.dispose([x, ...decoded])
  return {
    count,
    originals: pictures.bytes(indices),
    reconstructions: bytesFromUnit(reconstructions!),
    samples: bytesFromUnit(samples!),
  }
}
