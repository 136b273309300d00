import type { backend_util } from '@tensorflow/tfjs'

/** What a convolution looks like: sizes of input, filter and output, strides and padding. NHWC. */
export type ConvolutionShape = Pick<
  backend_util.Conv2DInfo,
  | 'batchSize'
  | 'inHeight'
  | 'inWidth'
  | 'inChannels'
  | 'outHeight'
  | 'outWidth'
  | 'outChannels'
  | 'filterHeight'
  | 'filterWidth'
  | 'strideHeight'
  | 'strideWidth'
> & { padInfo: { top: number; left: number } }

/** Calls back once per output pixel and filter row with the run of floats that lie in a row in image and patch. */
function forEachRun(
  shape: ConvolutionShape,
  visit: (inImage: number, inPatch: number, length: number) => void,
): void {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, padInfo } = shape
  const rowLength = filterWidth * inChannels
  let patchRow = 0
  for (let b = 0; b < batchSize; b++)
    for (let y = 0; y < shape.outHeight; y++)
      for (let x = 0; x < shape.outWidth; x++) {
        const left = x * shape.strideWidth - padInfo.left
        const from = Math.max(0, -left)
        const length = (Math.min(filterWidth, inWidth - left) - from) * inChannels
        for (let i = 0; i < filterHeight; i++, patchRow += rowLength) {
          const row = y * shape.strideHeight + i - padInfo.top
          if (row < 0 || row >= inHeight || length <= 0) continue
          visit(
            ((b * inHeight + row) * inWidth + left + from) * inChannels,
            patchRow + from * inChannels,
            length,
          )
        }
      }
}

/** Below this many floats a loop is quicker than TypedArray.set. */
const shortRun = 64

/**
 * "im2col": every patch that the filter sees, one after another.
 *
 * @param image [batch, inHeight, inWidth, inChannels]
 * @param patches receives [batch * outHeight * outWidth, filterHeight * filterWidth * inChannels]
 */
export function gatherPatches(shape: ConvolutionShape, image: Float32Array, patches: Float32Array): void {
  patches.fill(0)
  forEachRun(shape, (inImage, inPatch, length) => {
    if (length > shortRun) patches.set(image.subarray(inImage, inImage + length), inPatch)
    else for (let k = 0; k < length; k++) patches[inPatch + k] = image[inImage + k]!
  })
}

/** "col2im", the adjoint of `gatherPatches`: adds every patch back to where it came from. */
export function scatterPatches(shape: ConvolutionShape, patches: Float32Array, image: Float32Array): void {
  image.fill(0)
  forEachRun(shape, (inImage, inPatch, length) => {
    for (let k = 0; k < length; k++) image[inImage + k]! += patches[inPatch + k]!
  })
}
