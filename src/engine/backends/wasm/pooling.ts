import type { backend_util, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import type { Call } from './call'

interface PoolAttributes {
  filterSize: [number, number] | number
  strides: [number, number] | number
  pad: number | 'same' | 'valid'
  dimRoundingMode?: 'ceil' | 'floor' | 'round'
}

/**
 * The gradient of max-pooling: each window gives its share to its largest pixel, the first of several.
 *
 * The wasm backend's own, in tfjs 4.22, begins its search at the smallest number above 0, and so sends the share of a
 * window without positive pixels to the first pixel of all.
 */
export const maxPoolGradient =
  (tf: TensorFlow) =>
  ({
    inputs: { dy, input },
    backend,
    attrs: { filterSize, strides, pad, dimRoundingMode },
  }: Call<{ dy: TensorInfo; input: TensorInfo }, PoolAttributes>): TensorInfo => {
    const inShape = input.shape as [number, number, number, number]
    const shape = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode)
    const dx = backend.makeOutput(input.shape, 'float32')
    const [x, from, to] = [input, dy, dx].map((tensor) => backend.typedArrayFromHeap(tensor))
    to!.fill(0)
    for (let i = 0; i < from!.length; i++) to![largestInWindow(shape, x!, i)]! += from![i]!
    return dx
  }

/** Where the largest pixel lies of the window that the output's pixel `i` stands for. */
function largestInWindow(shape: backend_util.Conv2DInfo, x: Float32Array, i: number): number {
  const { inHeight, inWidth, outHeight, outWidth, inChannels, padInfo } = shape
  const cell = Math.floor(i / inChannels)
  const top = (Math.floor(cell / outWidth) % outHeight) * shape.strideHeight - padInfo.top
  const left = (cell % outWidth) * shape.strideWidth - padInfo.left
  const image = Math.floor(cell / (outWidth * outHeight)) * inHeight
  let best = -1
  for (let row = Math.max(0, top); row < Math.min(inHeight, top + shape.filterHeight); row++)
    for (let column = Math.max(0, left); column < Math.min(inWidth, left + shape.filterWidth); column++) {
      const at = ((image + row) * inWidth + column) * inChannels + (i % inChannels)
      if (best < 0 || x[at]! > x[best]!) best = at
    }
  return best
}
