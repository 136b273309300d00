import type { Tensor4D } from '@tensorflow/tfjs'
import { codeSizeOf, type TrainingConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { buildLearner } from '../kinds'
import { decode, disposeLearner, encode, type Networks } from '../kinds/learner'
import { restoreNetworks, type CheckpointFiles } from '../training/checkpoint'
import { bytesFromUnit } from '../training/samples'
import { forEachBatch, requireCount } from './batches'
import type { Decoder } from './decoder'
import type { Encoder } from './encoder'

export interface TfjsInput {
  backend: Backend
  config: TrainingConfig
  /** Side of the pictures, in pixels. */
  side: number
  /** A checkpoint. */
  files: CheckpointFiles
}

interface Opened {
  networks: Networks
  sizes: { latentSize: number; width: number; height: number }
  dispose: () => Promise<void>
}

function open({ backend: { tf }, config, side, files }: TfjsInput): Opened {
  const learner = buildLearner(tf, config, side)
  const { networks } = learner
  restoreNetworks(networks, files)
  return {
    networks,
    sizes: { latentSize: codeSizeOf(config), width: side, height: side },
    dispose: async () => disposeLearner(learner),
  }
}

/** What `openDecoder` does, computed by TensorFlow.js: where ONNX Runtime does not load. Ten times slower. */
export function openTfjsDecoder(input: TfjsInput): Decoder {
  const { networks, sizes, dispose } = open(input)
  const { tf } = input.backend
  const pictureLength = sizes.width * sizes.height * 3
  return {
    ...sizes,
    dispose,
    async decode(z, count) {
      requireCount(count, z.length, sizes.latentSize)
      const pixels = new Uint8Array(count * pictureLength)
      await forEachBatch(count, async (start, end) => {
        const codes = z.slice(start * sizes.latentSize, end * sizes.latentSize)
        const y = tf.tidy(() => decode(networks, tf.tensor2d(codes, [end - start, sizes.latentSize])))
        pixels.set(bytesFromUnit(await y.data()), start * pictureLength)
        y.dispose()
      })
      return pixels
    },
  }
}

/** What `openEncoder` does, computed by TensorFlow.js. */
export function openTfjsEncoder(input: TfjsInput): Encoder {
  const { networks, sizes, dispose } = open(input)
  const { tf } = input.backend
  const { width, height, latentSize } = sizes
  const pictureLength = width * height * 3
  return {
    ...sizes,
    dispose,
    async encode(rgb, count) {
      requireCount(count, rgb.length, pictureLength)
      const [mu, sigma] = [new Float32Array(count * latentSize), new Float32Array(count * latentSize)]
      await forEachBatch(count, async (start, end) => {
        const bytes = rgb.subarray(start * pictureLength, end * pictureLength)
        const codes = tf.tidy(() => {
          const x = tf.div<Tensor4D>(tf.tensor4d(bytes, [end - start, height, width, 3], 'int32'), 255)
          const [mean, logVariance] = encode(networks, x)
          return [mean, tf.exp(tf.mul(logVariance, 0.5))]
        })
        mu.set(await codes[0]!.data(), start * latentSize)
        sigma.set(await codes[1]!.data(), start * latentSize)
        tf.dispose(codes)
      })
      return { mu, sigma }
    },
  }
}
