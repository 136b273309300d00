import type { TensorInfo } from '@tensorflow/tfjs'
import { frameOfInput, range, type ConvolutionShape } from './convolution'
import { frameSize, overPictures, placeInFrame, type Frame, type Job } from './frame'
import { floatBytes, panelSweeps } from './panels'
import { floatsOf, withScratch, type Site } from './scratch'

/** A stretch of the frame that stays in the first cache while all sweeps pass over it. */
const cachedBytes = 16 * 1024

/**
 * dL/dW[i, j] = sum over pixels of the frame's pixel (i, j) away, times dy: rows of A are the places (j, channel) in
 * one row of the filter, and k goes over pixels. B is dy as it lies. Each picture adds its part.
 */
export function filterGradient(
  site: Site,
  shape: ConvolutionShape,
  x: TensorInfo,
  dy: TensorInfo,
): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels, outHeight, outWidth } = shape
  const frame = frameOfInput(shape)
  return withScratch(site, (take) => {
    const framed = take(frameSize(frame))
    const out = site.backend.makeOutput([filterHeight, filterWidth, inChannels, outChannels], 'float32')
    const { values, address } = floatsOf(site, out)
    values.fill(0)
    const b = {
      address: floatsOf(site, dy).address,
      perPicture: outHeight * outWidth * outChannels * floatBytes,
    }
    const places = { frame, framed, pictures: x, b, c: { address, perPicture: 0 }, start: 0 }
    overPictures(site, places, filterGradientJobs(site, shape, frame))
    return out
  })
}

/** For a few rows of pixels at a time: one row of the filter after another, one panel of channels after another. */
function filterGradientJobs(site: Site, shape: ConvolutionShape, frame: Frame): Job[] {
  const { filterHeight, filterWidth, outHeight, outWidth, outChannels, strideHeight, strideWidth } = shape
  const cRow = outChannels * floatBytes
  const rows = filterWidth * frame.channels
  const aStep = placeInFrame(frame, 0, strideWidth)
  const sweeps = panelSweeps(
    site,
    outChannels,
    { rows, aRow: floatBytes, aStep, cRow, accumulate: true },
    cRow,
  )
  const aSegment = placeInFrame(frame, strideHeight, 0)
  const rowsAtOnce = Math.max(1, Math.floor(cachedBytes / aSegment))
  const chunks = range(Math.ceil(outHeight / rowsAtOnce)).map((i) => i * rowsAtOnce)
  return chunks.flatMap((y) =>
    range(filterHeight).flatMap((i) =>
      sweeps.map(({ sweep, first }) => {
        const a = placeInFrame(frame, y * strideHeight + i, 0)
        const b = y * outWidth * cRow + first * floatBytes
        const c = i * rows * cRow + first * floatBytes
        const segments = Math.min(rowsAtOnce, outHeight - y)
        return { sweep, a, b, c, start: 0, segments, count: outWidth, aSegment }
      }),
    ),
  )
}
