import {
  videoFormats,
  frameTimes,
  mostFrames,
  type ExportFormat,
  type VideoFormat,
} from '../../../core/timeline/frames'
import type { TimelineRecord } from '../../../core/records/timeline'
import { openTimeline } from '../../../core/timeline/code-at'
import type { LatentView, TaskProgress } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { codecFor, codecNames, encodeVideo } from '../video/encode'
import { enlargerOf, sizeOf, type Enlarging } from './enlarging'
import { failureOf, isCancelled, type Failure } from './failures'

/** Decoded at once. */
const batch = 16

export interface ExportWish extends Enlarging {
  timeline: TimelineRecord
  latent: LatentView
  format: ExportFormat
}

export const isVideo = (format: ExportFormat): format is VideoFormat =>
  (videoFormats as readonly string[]).includes(format)

/** Writes a timeline to a file: videos here, all else in the service. One at a time. */
export class Exporting {
  progress: TaskProgress | undefined = $state.raw()
  failure: Failure | undefined = $state.raw()
  readonly #service: Service
  #cancelling = new AbortController()

  constructor(service: Service) {
    this.#service = service
    service.on('export.making', (progress) => {
      if (this.progress) this.progress = progress
    })
  }

  cancel(): void {
    this.#cancelling.abort()
  }

  /** @returns whether it was written */
  async write(wish: ExportWish, path: string): Promise<boolean> {
    this.#cancelling = new AbortController()
    this.failure = undefined
    this.progress = { label: 'Making pictures', done: 0, total: 1 }
    try {
      if (isVideo(wish.format)) await this.#writeVideo(wish, wish.format, path)
      else await this.#writeFrames(wish, path)
      return true
    } catch (error) {
      if (!isCancelled(error) && !this.#cancelling.signal.aborted)
        this.failure = failureOf('export the timeline', error)
      return false
    } finally {
      this.progress = undefined
    }
  }

  async #writeFrames({ timeline, format, size, enlargement }: ExportWish, path: string): Promise<void> {
    if (isVideo(format)) return
    const request = { timeline, format, size, enlargement, path }
    await this.#service.call('export.timeline', request, { signal: this.#cancelling.signal })
  }

  async #writeVideo(wish: ExportWish, format: VideoFormat, path: string): Promise<void> {
    const { timeline, enlargement, size, own } = wish
    const isEnlarged = size > own.width
    const subject = { kind: 'timeline' as const, timeline }
    const recipe = { modelId: timeline.modelId, subject, ...(isEnlarged && { enlargement }) }
    const { width, height } = sizeOf(wish)
    const codec = await codecFor(format, width, height)
    if (!codec) throw new Error(`this window has no encoder for ${format} of ${width} x ${height} pixels`)
    this.progress = { label: `Encoding with ${codecNames[codec] ?? codec}`, done: 0, total: 1 }
    const xmp = await this.#service.call('export.xmp', recipe)
    const plan = { format, codec, width, height, fps: timeline.fps, title: timeline.name, xmp }
    const video = await encodeVideo(plan, this.pictures(wish))
    this.#cancelling.signal.throwIfAborted()
    await this.#service.call('export.video', { video, path, recipe })
  }

  /** The pictures of a timeline, enlarged, one after the other; the next ones are decoded while these are encoded. */
  async *pictures(wish: ExportWish): AsyncGenerator<Uint8Array> {
    const { timeline, latent } = wish
    const timesMs = frameTimes(timeline)
    if (timesMs.length > mostFrames[wish.format])
      throw new Error(`these are ${timesMs.length} pictures; at most ${mostFrames[wish.format]} fit`)
    const { codeAt } = openTimeline(timeline, latent)
    const enlarge = enlargerOf(this.#service, wish)
    const ask = (start: number): Promise<Uint8Array[]> =>
      this.#decode(timeline.modelId, Array.from(timesMs.subarray(start, start + batch), codeAt))
    let next = ask(0)
    for (let start = 0, done = 0; start < timesMs.length; start += batch) {
      const pictures = await next
      if (start + batch < timesMs.length) next = ask(start + batch)
      // Its failure is told when it is awaited.
      next.catch(() => {})
      for (const picture of pictures) {
        this.#cancelling.signal.throwIfAborted()
        yield await enlarge(picture)
        if (this.progress) this.progress = { ...this.progress, done: ++done, total: timesMs.length }
      }
    }
  }

  async #decode(modelId: string, codes: readonly Float32Array[]): Promise<Uint8Array[]> {
    const z = new Float32Array(codes.length * (codes[0]?.length ?? 0))
    codes.forEach((code, i) => z.set(code, i * code.length))
    const { width, height, rgba } = await this.#service.call('latent.decode', {
      modelId,
      z,
      count: codes.length,
    })
    const bytes = 4 * width * height
    return codes.map((_, i) => rgba.subarray(i * bytes, (i + 1) * bytes))
  }
}
