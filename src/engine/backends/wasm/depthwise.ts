import type { backend_util, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import type { Call } from './call'

/**
 * Gradients of the convolution that gives every channel filters of its own (filter [height, width, channels,
 * multiplier]). Missing in the wasm backend of tfjs 4.22.
 */

interface Attributes {
  strides: [number, number] | number
  pad: number | 'same' | 'valid'
  dimRoundingMode?: 'ceil' | 'floor' | 'round'
}

type FourSides = [number, number, number, number]

const infoOf = (tf: TensorFlow, inShape: number[], filterShape: number[], attrs: Attributes) =>
  tf.backend_util.computeConv2DInfo(
    inShape as FourSides,
    filterShape as FourSides,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
    true,
  )

type InputCall = Call<{ dy: TensorInfo; filter: TensorInfo }, Attributes & { inputShape: number[] }>
type FilterCall = Call<{ x: TensorInfo; dy: TensorInfo }, Attributes & { filterShape: number[] }>

/** dL/dx: every output pixel sends its share back through each tap. */
export const depthwiseInputGradient =
  (tf: TensorFlow) =>
  ({ inputs: { dy, filter }, backend, attrs }: InputCall): TensorInfo => {
    const dx = backend.makeOutput(attrs.inputShape, 'float32')
    const [from, taps, to] = [dy, filter, dx].map((tensor) => backend.typedArrayFromHeap(tensor))
    to!.fill(0)
    visit(infoOf(tf, attrs.inputShape, filter.shape, attrs), (pixel, tap, out) => {
      to![pixel]! += from![out]! * taps![tap]!
    })
    return dx
  }

/** dL/dW: what each tap saw, by what came of it. */
export const depthwiseFilterGradient =
  (tf: TensorFlow) =>
  ({ inputs: { x, dy }, backend, attrs }: FilterCall): TensorInfo => {
    const out = backend.makeOutput(attrs.filterShape, 'float32')
    const [seen, from, to] = [x, dy, out].map((tensor) => backend.typedArrayFromHeap(tensor))
    const sums = new Float64Array(to!.length)
    visit(infoOf(tf, x.shape, attrs.filterShape, attrs), (pixel, tap, place) => {
      sums[tap]! += seen![pixel]! * from![place]!
    })
    to!.set(sums)
    return out
  }

/** Calls `meet` with the places in picture, filter and output of each product in the convolution. */
function visit(info: backend_util.Conv2DInfo, meet: (pixel: number, tap: number, out: number) => void): void {
  const { batchSize, outHeight, outWidth, inHeight, inWidth, filterHeight, filterWidth, padInfo } = info
  for (let b = 0, out = 0; b < batchSize; b++)
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++, out += info.outChannels)
        for (let i = 0; i < filterHeight; i++) {
          const row = y * info.strideHeight + i - padInfo.top
          if (row < 0 || row >= inHeight) continue
          for (let j = 0; j < filterWidth; j++) {
            const column = x * info.strideWidth + j - padInfo.left
            if (column < 0 || column >= inWidth) continue
            visitChannels(info, (b * inHeight + row) * inWidth + column, i * filterWidth + j, out, meet)
          }
        }
}

/** One tap on one pixel: the channels in turn, each with as many outputs as it has filters. */
function visitChannels(
  { inChannels, outChannels }: backend_util.Conv2DInfo,
  pixel: number,
  tap: number,
  out: number,
  meet: (pixel: number, tap: number, out: number) => void,
): void {
  const multiplier = outChannels / inChannels
  for (let k = 0; k < outChannels; k++)
    meet(pixel * inChannels + Math.floor(k / multiplier), tap * outChannels + k, out + k)
}
