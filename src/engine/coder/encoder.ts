import { forEachBatch, requireCount } from './batches'
import { floats, openNetwork, type Network, type NetworkOptions } from './session'
import { codeSize, pictureSize, requireOnlyInput } from './signature'

/** Turns pictures into codes: a normal distribution for each. */
export interface Encoder {
  readonly latentSize: number
  readonly width: number
  readonly height: number
  /** RGB bytes [count, height, width, 3] to means and standard deviations, both [count, latentSize]. */
  encode(rgb: Uint8Array, count: number): Promise<Codes>
  dispose(): Promise<void>
}

interface Codes {
  mu: Float32Array
  sigma: Float32Array
}

/** Opens an encoder from its ONNX file: `image` float32 [N,height,width,3] in 0..1 to `mu` and `logvar` [N,Z]. */
export async function openEncoder(onnx: Uint8Array, options: Partial<NetworkOptions> = {}): Promise<Encoder> {
  // Whole data sets are encoded at once, and here two threads take three fifths of the time of one.
  const network = await openNetwork(onnx, { threads: 2, ...options })
  try {
    const sizes = encoderSizes(network)
    return {
      ...sizes,
      encode: (rgb, count) => encode(network, sizes, rgb, count),
      dispose: () => network.dispose(),
    }
  } catch (error) {
    await network.dispose()
    throw error
  }
}

type Sizes = Pick<Encoder, 'latentSize' | 'width' | 'height'>

function encoderSizes({ session }: Network): Sizes {
  requireOnlyInput(session.inputMetadata, 'image')
  const latentSize = codeSize(session.outputMetadata, 'mu')
  const other = codeSize(session.outputMetadata, 'logvar')
  if (other !== latentSize) {
    throw new RangeError(`The network's "mu" has ${latentSize} numbers, but its "logvar" has ${other}.`)
  }
  return { latentSize, ...pictureSize(session.inputMetadata, 'image') }
}

async function encode(network: Network, sizes: Sizes, rgb: Uint8Array, count: number): Promise<Codes> {
  const { latentSize, width, height } = sizes
  const pictureLength = height * width * 3
  requireCount(count, rgb.length, pictureLength)
  const mu = new Float32Array(count * latentSize)
  const sigma = new Float32Array(count * latentSize)
  await forEachBatch(count, async (start, end) => {
    const picture = unitFloats(rgb.subarray(start * pictureLength, end * pictureLength))
    const result = await network.run('image', picture, [end - start, height, width, 3])
    mu.set(floats(result.mu, [end - start, latentSize]), start * latentSize)
    sigma.set(floats(result.logvar, [end - start, latentSize]).map(deviation), start * latentSize)
  })
  return { mu, sigma }
}

/** Bytes to 0..1. A loop: `Float32Array.from` with a function goes through an iterator, many times slower. */
function unitFloats(bytes: Uint8Array): Float32Array {
  const values = new Float32Array(bytes.length)
  for (let index = 0; index < bytes.length; index++) values[index] = (bytes[index] ?? 0) / 255
  return values
}

/** The network gives the logarithm of the variance, which may be any number. */
const deviation = (logVariance: number): number => Math.exp(logVariance / 2)
