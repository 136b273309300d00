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

/**
 * "im2col": every patch that the filter sees, one per column, so that one row holds what one tap of the filter sees.
 *
 * @param image [batch, inHeight, inWidth, inChannels]
 * @param columns receives [filterHeight * filterWidth * inChannels, batch * outHeight * outWidth]
 */
export function gatherColumns(shape: ConvolutionShape, image: Float32Array, columns: Float32Array): void {
  const { batchSize, outHeight, outWidth, inHeight, inWidth, filterHeight, strideHeight, padInfo } = shape
  columns.fill(0)
  for (let b = 0; b < batchSize; b++)
    for (let y = 0; y < outHeight; y++)
      for (let i = 0; i < filterHeight; i++) {
        const row = y * strideHeight + i - padInfo.top
        if (row < 0 || row >= inHeight) continue
        gatherRow(shape, image, (b * inHeight + row) * inWidth, columns, i, (b * outHeight + y) * outWidth)
      }
}

/** What one row of the image gives to one row of the output, for the taps in row `i` of the filter. */
function gatherRow(
  shape: ConvolutionShape,
  image: Float32Array,
  rowStart: number,
  columns: Float32Array,
  i: number,
  outStart: number,
): void {
  const { batchSize, outHeight, outWidth, inWidth, inChannels, filterWidth, strideWidth, padInfo } = shape
  const length = batchSize * outHeight * outWidth
  const stride = strideWidth * inChannels
  for (let j = 0; j < filterWidth; j++) {
    const offset = j - padInfo.left
    const from = Math.max(0, Math.ceil(-offset / strideWidth))
    const to = Math.min(outWidth, Math.ceil((inWidth - offset) / strideWidth))
    for (let c = 0; c < inChannels; c++) {
      let source = (rowStart + from * strideWidth + offset) * inChannels + c
      const target = ((i * filterWidth + j) * inChannels + c) * length + outStart
      for (let x = from; x < to; x++, source += stride) columns[target + x] = image[source]!
    }
  }
}

/**
 * "col2im", the adjoint of im2col: adds every patch back to where it came from.
 *
 * @param patches [batch * outHeight * outWidth, filterHeight * filterWidth * inChannels]
 */
export function scatterPatches(shape: ConvolutionShape, patches: Float32Array, image: Float32Array): void {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, padInfo } = shape
  const rowLength = filterWidth * inChannels
  let patchRow = 0
  image.fill(0)
  for (let b = 0; b < batchSize; b++)
    for (let y = 0; y < shape.outHeight; y++)
      for (let x = 0; x < shape.outWidth; x++) {
        const left = x * shape.strideWidth - padInfo.left
        const from = Math.max(0, -left)
        const length = (Math.min(filterWidth, inWidth - left) - from) * inChannels
        for (let i = 0; i < filterHeight; i++, patchRow += rowLength) {
          const row = y * shape.strideHeight + i - padInfo.top
          if (row < 0 || row >= inHeight) continue
          const target = ((b * inHeight + row) * inWidth + left + from) * inChannels
          const source = patchRow + from * inChannels
          for (let k = 0; k < length; k++) image[target + k]! += patches[source + k]!
        }
      }
}
