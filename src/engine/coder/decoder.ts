import { forEachBatch, requireCount } from './batches'
import { floats, openNetwork, type Network, type NetworkOptions } from './session'
import { codeSize, pictureSize, requireOnlyInput } from './signature'

/** Turns codes into pictures. */
export interface Decoder {
  readonly latentSize: number
  readonly width: number
  readonly height: number
  /** Codes [count, latentSize] to RGB bytes [count, height, width, 3]. */
  decode(z: Float32Array, count: number): Promise<Uint8Array>
  dispose(): Promise<void>
}

/** Opens a decoder from its ONNX file: `z` float32 [N,Z] to `image` float32 [N,height,width,3] in 0..1. */
export async function openDecoder(onnx: Uint8Array, options: Partial<NetworkOptions> = {}): Promise<Decoder> {
  // The runtime's transposed convolution gains nothing from a second thread: waiting for it costs a third more.
  const network = await openNetwork(onnx, { threads: 1, ...options })
  try {
    const sizes = decoderSizes(network)
    return {
      ...sizes,
      decode: (z, count) => decode(network, sizes, z, count),
      dispose: () => network.dispose(),
    }
  } catch (error) {
    await network.dispose()
    throw error
  }
}

type Sizes = Pick<Decoder, 'latentSize' | 'width' | 'height'>

function decoderSizes({ session }: Network): Sizes {
  requireOnlyInput(session.inputMetadata, 'z')
  return { latentSize: codeSize(session.inputMetadata, 'z'), ...pictureSize(session.outputMetadata, 'image') }
}

async function decode(network: Network, sizes: Sizes, z: Float32Array, count: number): Promise<Uint8Array> {
  const { latentSize, width, height } = sizes
  requireCount(count, z.length, latentSize)
  const pixels = new Uint8Array(count * height * width * 3)
  await forEachBatch(count, async (start, end) => {
    const codes = z.subarray(start * latentSize, end * latentSize)
    const { image } = await network.run('z', codes, [end - start, latentSize])
    writeBytes(floats(image, [end - start, height, width, 3]), pixels, start * height * width * 3)
  })
  return pixels
}

/**
 * 0..1 to 0..255, to the nearest; what lies outside is clamped, and what is not a number becomes black. A byte drops
 * what is behind the point, which is many times quicker than Math.round.
 */
function writeBytes(values: Float32Array, target: Uint8Array, offset: number): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0
    target[offset + index] = value >= 1 ? 255 : value > 0 ? 255 * value + 0.5 : 0
  }
}
