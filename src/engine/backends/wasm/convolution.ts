import type { backend_util, TensorInfo } from '@tensorflow/tfjs'
import { frameSize, overPictures, placeInFrame, type Frame, type Job } from './frame'
import { floatBytes, pack, packedSize, packedStart, panelSweeps } from './panels'
import { floatsOf, withScratch, type Site } from './scratch'

/** What a convolution looks like. NHWC, filters [height, width, in, out], no dilation. */
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
> & { padInfo: { top: number; left: number; bottom: number; right: number } }

export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

export function frameOfInput({ inHeight, inWidth, inChannels, padInfo }: ConvolutionShape): Frame {
  const { top, left, bottom, right } = padInfo
  return { height: top + inHeight + bottom, width: left + inWidth + right, channels: inChannels, top, left }
}

/** Multiplications that each result is a sum of. */
const depthOf = ({ filterHeight, filterWidth, inChannels }: ConvolutionShape): number =>
  filterHeight * filterWidth * inChannels

/**
 * What the filter sees at a pixel is a stretch of the frame for each of its rows: a row of A with that many segments.
 * The filter is B, the bias what every sum starts with.
 *
 * @param bias [outChannels], or none
 */
export function convolve(
  site: Site,
  shape: ConvolutionShape,
  x: TensorInfo,
  filter: TensorInfo,
  bias?: TensorInfo,
): TensorInfo {
  const { batchSize, outHeight, outWidth, outChannels } = shape
  const frame = frameOfInput(shape)
  const depth = depthOf(shape)
  return withScratch(site, (take) => {
    const [framed, packed] = [take(frameSize(frame)), take(packedSize(outChannels, depth))]
    const start = take(packedSize(outChannels, 1))
    const out = site.backend.makeOutput([batchSize, outHeight, outWidth, outChannels], 'float32')
    const rowStarts = range(depth).map((k) => k * outChannels)
    pack(floatsOf(site, packed).values, floatsOf(site, filter).values, outChannels, rowStarts, 1)
    putBias(site, start, bias)
    const b = { address: floatsOf(site, packed).address, perPicture: 0 }
    const c = {
      address: floatsOf(site, out).address,
      perPicture: outHeight * outWidth * outChannels * floatBytes,
    }
    const places = { frame, framed, pictures: x, b, c, start: floatsOf(site, start).address }
    overPictures(site, places, convolutionJobs(site, shape, frame))
    return out
  })
}

function putBias(site: Site, start: TensorInfo, bias: TensorInfo | undefined): void {
  const { values } = floatsOf(site, start)
  values.fill(0)
  if (bias) values.set(floatsOf(site, bias).values)
}

/** One row of the result after another, for one panel of its channels after another. */
function convolutionJobs(site: Site, shape: ConvolutionShape, frame: Frame): Job[] {
  const { outHeight, outWidth, outChannels, strideHeight, strideWidth } = shape
  const sweeps = panelSweeps(site, outChannels, {
    rows: outWidth,
    aRow: placeInFrame(frame, 0, strideWidth),
    aStep: floatBytes,
    cRow: outChannels * floatBytes,
    accumulate: false,
  })
  const segments = {
    segments: shape.filterHeight,
    count: shape.filterWidth * frame.channels,
    aSegment: placeInFrame(frame, 1, 0),
  }
  return sweeps.flatMap(({ sweep, ...panel }) =>
    range(outHeight).map((y) => {
      const b = packedStart(panel, depthOf(shape)) * floatBytes
      const start = panel.first * floatBytes
      const c = y * outWidth * outChannels * floatBytes + start
      return { sweep, a: placeInFrame(frame, y * strideHeight, 0), b, c, start, ...segments }
    }),
  )
}
