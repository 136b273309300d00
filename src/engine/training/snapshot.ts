import type { TensorFlow } from '../backends/backend'
import { encode, type Networks } from '../kinds/learner'
import type { Samples } from './samples'

/** What the model is at one moment: codes of the pictures that are followed, and what it draws. */
export interface Snapshot {
  /** Means of the posterior, row-major [images, codeSize]. */
  codes: Float32Array
  /** Of the first held-out pictures, uint8 [count, side, side, 3]. */
  reconstructions: Uint8Array
  /** Decoded from fixed draws of the prior, uint8 [count, side, side, 3]. */
  samples: Uint8Array
}

/** Pictures that go through the encoder at once. */
const batchSize = 64

/** Codes of these pictures, row-major [indices, codeSize]. */
export async function codesOf(
  tf: TensorFlow,
  networks: Networks,
  samples: Samples,
  indices: Uint32Array,
): Promise<Float32Array> {
  const parts: Float32Array[] = []
  for (let start = 0; start < indices.length; start += batchSize) {
    const x = samples.tensor(tf, indices.subarray(start, start + batchSize))
    const mu = tf.tidy(() => encode(networks, x)[0])
    parts.push((await mu.data()) as Float32Array)
    tf.dispose([x, mu])
  }
  const codes = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => (codes.set(part, at), at + part.length), 0)
  return codes
}
