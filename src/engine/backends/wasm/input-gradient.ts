import type { TensorInfo } from '@tensorflow/tfjs'
import { range, type ConvolutionShape } from './convolution'
import { frameSize, overPictures, placeInFrame, type Frame, type Job } from './frame'
import { floatBytes, pack, packedSize, packedStart, panelSweeps } from './panels'
import { floatsOf, withScratch, type Site } from './scratch'

/**
 * Along one axis: the pixels of the input whose place leaves the same remainder when divided by the stride see dy
 * through the same taps of the filter. Pixel `stride * y + remainder` sees dy at y - last to y - first, through the taps
 * `stride * d + remainder + padding` for d from last down to first.
 */
interface Phase {
  remainder: number
  /** Pixels of the input that are of this phase. */
  count: number
  first: number
  last: number
  taps: number[]
}

function phasesOf(stride: number, padding: number, filter: number, input: number): Phase[] {
  return range(Math.min(stride, input)).map((remainder) => {
    const first = Math.ceil(-(remainder + padding) / stride)
    const last = Math.floor((filter - 1 - remainder - padding) / stride)
    const taps = range(Math.max(0, last - first + 1)).map((i) => stride * (last - i) + remainder + padding)
    return { remainder, count: Math.ceil((input - remainder) / stride), first, last, taps }
  })
}

/** Rows (or columns) of zeros before and after dy, so that every phase finds what it sees. */
function borders(phases: Phase[], output: number): [before: number, after: number] {
  const seeing = phases.filter(({ taps }) => taps.length > 0)
  const before = Math.max(0, ...seeing.map(({ last }) => last))
  const after = Math.max(0, ...seeing.map(({ count, first }) => count - 1 - first - (output - 1)))
  return [before, after]
}

/** Pixels of one phase in both directions, and where their part of the filter lies among the packed ones. */
interface Part {
  y: Phase
  x: Phase
  depth: number
  /** In floats. */
  packedAt: number
}

interface Plan {
  frame: Frame
  parts: Part[]
  /** Some pixels of the input are seen by no tap: their gradient is 0. */
  hasGaps: boolean
  packedFloats: number
}

function planOf(shape: ConvolutionShape): Plan {
  const { inChannels, outChannels, outHeight, outWidth, padInfo } = shape
  const ys = phasesOf(shape.strideHeight, padInfo.top, shape.filterHeight, shape.inHeight)
  const xs = phasesOf(shape.strideWidth, padInfo.left, shape.filterWidth, shape.inWidth)
  const [[top, bottom], [left, right]] = [borders(ys, outHeight), borders(xs, outWidth)]
  const frame = {
    height: top + outHeight + bottom,
    width: left + outWidth + right,
    channels: outChannels,
    top,
    left,
  }
  const parts: Part[] = []
  let packedFloats = 0
  for (const [y, x] of ys.flatMap((y) => xs.map((x) => [y, x] as const))) {
    const depth = y.taps.length * x.taps.length * outChannels
    if (depth > 0) parts.push({ y, x, depth, packedAt: packedFloats })
    packedFloats += packedSize(inChannels, depth)
  }
  return { frame, parts, hasGaps: parts.length < ys.length * xs.length, packedFloats }
}

/** dL/dx, or the transposed convolution: each phase is a convolution of dy with every stride-th tap of the filter. */
export function inputGradient(
  site: Site,
  shape: ConvolutionShape,
  dy: TensorInfo,
  filter: TensorInfo,
): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels } = shape
  const { frame, parts, hasGaps, packedFloats } = planOf(shape)
  return withScratch(site, (take) => {
    const [framed, packed] = [take(frameSize(frame)), take(packedFloats)]
    const start = take(packedSize(inChannels, 1))
    const out = site.backend.makeOutput([batchSize, inHeight, inWidth, inChannels], 'float32')
    if (hasGaps) floatsOf(site, out).values.fill(0)
    floatsOf(site, start).values.fill(0)
    for (const part of parts)
      packPart(shape, part, floatsOf(site, packed).values, floatsOf(site, filter).values)
    const perPicture = inHeight * inWidth * inChannels * floatBytes
    const b = { address: floatsOf(site, packed).address, perPicture: 0 }
    const c = { address: floatsOf(site, out).address, perPicture }
    const places = { frame, framed, pictures: dy, b, c, start: floatsOf(site, start).address }
    const jobs = parts.flatMap((part) => partJobs(site, shape, frame, part))
    overPictures(site, places, jobs)
    return out
  })
}

/** The part's taps as rows (tap, out channel) of input channels. */
function packPart(shape: ConvolutionShape, part: Part, packed: Float32Array, filter: Float32Array): void {
  const { filterWidth, inChannels, outChannels } = shape
  const rowStarts = part.y.taps.flatMap((i) =>
    part.x.taps.flatMap((j) =>
      range(outChannels).map((channel) => (i * filterWidth + j) * inChannels * outChannels + channel),
    ),
  )
  pack(packed.subarray(part.packedAt), filter, inChannels, rowStarts, outChannels)
}

function partJobs(site: Site, shape: ConvolutionShape, frame: Frame, { y, x, depth, packedAt }: Part): Job[] {
  const { inWidth, inChannels, strideHeight, strideWidth } = shape
  const pixel = inChannels * floatBytes
  const sweeps = panelSweeps(site, inChannels, {
    rows: x.count,
    aRow: placeInFrame(frame, 0, 1),
    aStep: floatBytes,
    cRow: strideWidth * pixel,
    accumulate: false,
  })
  const segments = {
    segments: y.taps.length,
    count: x.taps.length * frame.channels,
    aSegment: placeInFrame(frame, 1, 0),
  }
  return sweeps.flatMap(({ sweep, ...panel }) =>
    range(y.count).map((row) => {
      const a = placeInFrame(frame, row - y.last + frame.top, frame.left - x.last)
      const b = (packedAt + packedStart(panel, depth)) * floatBytes
      const start = panel.first * floatBytes
      const c = ((row * strideHeight + y.remainder) * inWidth + x.remainder) * pixel + start
      return { sweep, a, b, c, start, ...segments }
    }),
  )
}
