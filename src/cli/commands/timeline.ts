import { extname, resolve } from 'node:path'
import { codeOf } from '../../core/editing/evaluate'
import { waysToEnlarge, type WayToEnlarge } from '../../core/picture/enlarge'
import type { Interpolation, TimelineRecord } from '../../core/records/timeline'
import { emptyTimeline, withEasing, withKeyframe } from '../../core/timeline/arrange'
import { openTimeline, wayOf } from '../../core/timeline/code-at'
import type { FrameFormat } from '../../core/timeline/frames'
import type { LatentView } from '../../protocol/api'
import { needed, position, text, UsageError, wholeNumber, type Arguments } from '../arguments'
import type { Command, Context } from '../command'
import { modelIn, openNamed } from './document'

export const timelineCommand: Command = {
  usage:
    'timeline DOC [NAME] [--out FILE.gif|FILE.apng|FOLDER] [--size PIXELS] [--enlarge nearest|bicubic|lanczos|super-resolution]',
  about: 'list the timelines of a document, or render one to a file or a folder of pictures',
  operands: ['DOC', 'NAME'],
  options: ['out', 'size', 'enlarge'],
  async run(context) {
    const { args, terminal } = context
    const { editing } = await openNamed(context)
    const { timelines } = editing
    if (text(args, 'out') === undefined) {
      for (const one of timelines) terminal.say(lineOf(one))
      if (timelines.length === 0) terminal.say('No timelines.')
      terminal.result({ timelines: timelines.map(({ id, name, modelId }) => ({ id, name, modelId })) })
      return
    }
    await render(context, chosen(timelines, args))
  },
}

export const mixCommand: Command = {
  usage:
    'mix DOC --from N --to N [--way fitting|lerp|slerp] [--count 8] --out STRIP.png|FILE.gif|FILE.apng|FOLDER [--size PIXELS] [--enlarge HOW]',
  about: 'make the pictures between two images, as a strip or as frames',
  operands: ['DOC'],
  options: ['from', 'to', 'way', 'count', 'out', 'size', 'enlarge'],
  async run(context) {
    const { args, service, terminal } = context
    const [count, out] = [wholeNumber(args, 'count', 8), resolve(needed(args, 'out'))]
    const interpolation = wayIn(args)
    if (count < 2 || count > 256)
      throw new UsageError(`Between 2 and 256 pictures can be made, not ${count}.`)
    const { id: modelId } = modelIn(await openNamed(context))
    const latent = await service.call('latent.open', { modelId })
    const images = [wholeNumber(args, 'from', 0), wholeNumber(args, 'to', 1)]
    for (const image of images)
      if (!codeOf(latent, image)) throw new Error(`There is no image ${image}; there are ${latent.count}.`)
    const timeline = { ...between(images, modelId, count), interpolation }
    const { way, because } = wayOf(interpolation, latent.config)
    terminal.say(`${way}${interpolation === 'fitting' ? `: ${because}` : ''}`)
    if (extname(out) === '.png') await strip(context, { timeline, latent, count, out, way })
    else await render(context, timeline)
  },
}

interface Strip {
  timeline: TimelineRecord
  latent: LatentView
  count: number
  out: string
  way: string
}

async function strip(
  { service, terminal }: Context,
  { timeline, latent, count, out, way }: Strip,
): Promise<void> {
  const { modelId, latentSize } = latent
  const { codeAt } = openTimeline(timeline, latent)
  const z = new Float32Array(count * latentSize)
  for (let i = 0; i < count; i++) z.set(codeAt((i / (count - 1)) * timeline.durationMs), i * latentSize)
  const images = await service.call('latent.decode', { modelId, z, count })
  const recipe = { modelId, subject: { kind: 'timeline' as const, timeline } }
  await service.call('export.sheet', {
    title: 'Mix',
    rows: [{ label: way, images }],
    scale: 2,
    path: out,
    recipe,
  })
  terminal.say(`Saved ${out}`)
  terminal.result({ out, frames: count, way })
}

/** A picture for each step, at 12 a second. */
function between(images: readonly number[], modelId: string, count: number): TimelineRecord {
  const fps = 12
  const durationMs = Math.max(100, (count * 1000) / fps)
  const timeline = images.reduce<TimelineRecord>(
    (now, image, i) =>
      withKeyframe(now, {
        id: `k${i}`,
        timeMs: i * durationMs,
        content: { kind: 'edit', image, operations: [] },
      }),
    { ...emptyTimeline('mix', modelId, 'Mix'), fps, durationMs: Math.round(durationMs) },
  )
  return withEasing(timeline, 'k0', 'linear')
}

async function render({ args, service, terminal }: Context, timeline: TimelineRecord): Promise<void> {
  const [enlargement, path] = [enlargementIn(args), resolve(needed(args, 'out'))]
  const format = formatOf(path)
  const { models } = (await service.call('document.current', {}))!
  const { width } = models.find(({ id }) => id === timeline.modelId)!
  const size = wholeNumber(args, 'size', 8 * width)
  const { frames } = await service.call('export.timeline', { timeline, format, size, enlargement, path })
  terminal.say(`Saved ${frames} pictures to ${path}`)
  terminal.result({ out: path, frames, format, size })
}

function formatOf(path: string): FrameFormat {
  const extension = extname(path).toLowerCase()
  if (extension === '.gif' || extension === '.apng') return extension === '.gif' ? 'gif' : 'apng'
  if (extension === '') return 'png'
  if (extension === '.webm' || extension === '.mp4')
    throw new UsageError('Videos are encoded by the window; from here write a .gif, an .apng or a folder.')
  throw new UsageError(`A timeline is not written as ${extension}; write a .gif, an .apng or a folder.`)
}

function chosen(timelines: readonly TimelineRecord[], args: Arguments): TimelineRecord {
  const name = args.positionals[1] === undefined ? undefined : position(args, 1, 'NAME')
  const found = timelines.findLast((one) => name === undefined || one.name === name || one.id === name)
  if (found) return found
  throw new Error(name === undefined ? 'This document has no timeline.' : `There is no timeline "${name}".`)
}

function wayIn(args: Arguments): Interpolation {
  const given = text(args, 'way') ?? 'fitting'
  const way = given === 'lerp' ? 'linear' : given
  if (way === 'fitting' || way === 'linear' || way === 'slerp') return way
  throw new UsageError(`--way is fitting, lerp or slerp, not "${given}".`)
}

function enlargementIn(args: Arguments): WayToEnlarge {
  const given = text(args, 'enlarge') ?? 'bicubic'
  const found = waysToEnlarge.find((one) => one === given)
  if (found) return found
  throw new UsageError(`--enlarge is ${waysToEnlarge.join(', ')}, not "${given}".`)
}

const lineOf = ({ name, keyframes, durationMs, fps, loop, id }: TimelineRecord): string =>
  `${name}: ${keyframes.length} keyframes, ${durationMs / 1000} s at ${fps} pictures a second, loop ${loop} (${id})`
