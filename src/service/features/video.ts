import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { openEnlarger } from '../../core/picture/enlarge'
import { syntheticWords } from '../../core/recipe/xmp'
import { fpsIn, frameTimes, mostFrames, mostSide } from '../../core/timeline/frames'
import { encodePng } from '../../dataset'
import { writeFileAtomic } from '../../document'
import type { TimelineExport } from '../../protocol/api'
import { ApngWriter, pngWithXmp } from '../media/png'
import { GifWriter } from '../media/gif'
import { indicesOf, paletteOf, type Palette } from '../media/palette'
import { xmpFor } from '../recipes'
import type { Workspace } from '../workspace'
import type { SuperResolution } from '../super-resolution'
import { enlargedTo, openFrames, type Frames } from './frames'

type Enlarger = (rgba: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** Told after each picture. */
type Report = (done: number, total: number) => void

interface Job {
  frames: Frames
  timesMs: Float64Array
  fps: number
  repeats: boolean
  size: { width: number; height: number }
  enlarge: Enlarger
  xmp: string
  signal: AbortSignal
  report: Report
}

/** Pictures from which the palette is taken, spread over the whole. */
const mostPaletteFrames = 120

/**
 * Writes a timeline as GIF, animated PNG or a folder of PNGs; nothing is left of what was cancelled, but for the folder.
 *
 * @returns how many pictures were written
 */
export async function exportTimeline(
  workspace: Workspace,
  { timeline: wanted, format, size, enlargement, path }: TimelineExport,
  signal: AbortSignal,
  report: Report,
  superResolution: SuperResolution,
): Promise<number> {
  const timeline = { ...wanted, fps: fpsIn(format, wanted.fps) }
  const timesMs = frameTimes(timeline)
  if (timesMs.length > mostFrames[format])
    throw new RangeError(
      `these are ${timesMs.length} pictures; ${format} takes at most ${mostFrames[format]}`,
    )
  const frames = await openFrames(workspace, timeline)
  assertSize(size, frames)
  const to = enlargedTo(frames, size)
  const job: Job = {
    frames,
    timesMs,
    fps: timeline.fps,
    repeats: timeline.loop !== 'off',
    size: to,
    enlarge:
      enlargement === 'super-resolution'
        ? await superResolution.open(frames, to)
        : openEnlarger(frames, to, enlargement),
    xmp: await xmpFor(workspace, {
      modelId: wanted.modelId,
      subject: { kind: 'timeline', timeline: wanted },
      ...(to.width > frames.width && { enlargement }),
    }),
    signal,
    report,
  }
  if (format === 'png') await writeFolder(job, path)
  else
    await writeFileAtomic(
      path,
      format === 'apng' ? await apngOf(job) : await gifOf(job, enlargement === 'nearest'),
    )
  return timesMs.length
}

function assertSize(size: number, { width }: { width: number }): void {
  if (!(Number.isSafeInteger(size) && size >= width && size <= mostSide))
    throw new RangeError(
      `the pictures are ${width} pixels wide and cannot be made ${size}; at most ${mostSide}`,
    )
}

async function* pictures({ frames, timesMs, signal, report }: Job): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const picture of frames.at(timesMs, signal)) {
    yield picture
    report(++done, timesMs.length)
  }
}

async function writeFolder(job: Job, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const digits = Math.max(4, String(job.timesMs.length).length)
  let number = 0
  for await (const picture of pictures(job)) {
    const png = await encodePng({ ...job.size, rgba: await job.enlarge(picture) })
    const name = `${String(++number).padStart(digits, '0')}.png`
    await writeFileAtomic(join(folder, name), pngWithXmp(png, job.xmp))
  }
}

async function apngOf(job: Job): Promise<Uint8Array> {
  const writer = new ApngWriter(job.size, job.timesMs.length, job.fps, job.repeats)
  writer.addXmp(job.xmp)
  for await (const picture of pictures(job)) await writer.add(await job.enlarge(picture))
  return writer.finish()
}

/** Pictures enlarged by repeating pixels are brought to the palette before, which is many times quicker. */
async function gifOf(job: Job, isNearest: boolean): Promise<Uint8Array> {
  const palette = await paletteFor(job)
  const writer = new GifWriter(job.size, palette, job.fps, job.repeats)
  writer.addComment(syntheticWords)
  writer.addXmp(job.xmp)
  const repeat = isNearest ? repeater(job.frames, job.size) : undefined
  for await (const picture of pictures(job))
    writer.add(repeat ? repeat(indicesOf(picture, palette)) : indicesOf(await job.enlarge(picture), palette))
  return writer.finish()
}

async function paletteFor({ frames, timesMs, signal }: Job): Promise<Palette> {
  const step = Math.max(1, Math.ceil(timesMs.length / mostPaletteFrames))
  const seen: Uint8Array[] = []
  for await (const picture of frames.at(
    timesMs.filter((_, i) => i % step === 0),
    signal,
  ))
    seen.push(picture)
  return paletteOf(seen)
}

/** Indices enlarged as pixels are. */
function repeater(from: { width: number; height: number }, to: { width: number; height: number }) {
  const columns = Int32Array.from({ length: to.width }, (_, x) =>
    Math.floor(((x + 0.5) * from.width) / to.width),
  )
  return (indices: Uint8Array): Uint8Array => {
    const out = new Uint8Array(to.width * to.height)
    for (let y = 0; y < to.height; y++) {
      const start = Math.floor(((y + 0.5) * from.height) / to.height) * from.width
      for (let x = 0; x < to.width; x++) out[y * to.width + x] = indices[start + columns[x]!]!
    }
    return out
  }
}
