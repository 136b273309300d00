import type { TimelineRecord } from '../records/timeline'
import { roundMs } from './moments'

/** Files that the service writes by itself. */
export type FrameFormat = 'gif' | 'apng' | 'png'
/** Those that need the window's encoders. */
export const videoFormats = ['webm', 'mp4'] as const
export type VideoFormat = (typeof videoFormats)[number]
export type ExportFormat = FrameFormat | VideoFormat

/** Pictures a file may hold; it is made in memory, but for a folder of them. */
export const mostFrames: Record<ExportFormat, number> = {
  gif: 3000,
  apng: 3000,
  png: 20_000,
  webm: 20_000,
  mp4: 20_000,
}
/** Pixels a side. */
export const mostSide = 2048
/** Shows shorter than two hundredths of a second are slowed down by most programs. */
const mostGifFps = 50

export const fpsIn = (format: ExportFormat, fps: number): number =>
  format === 'gif' ? Math.min(fps, mostGifFps) : fps

type Timing = Pick<TimelineRecord, 'loop' | 'durationMs' | 'fps'>

/**
 * When each picture of one round is taken, ms. What does not begin anew ends with its last moment; a round leaves out the
 * moment with which it begins again.
 */
export function frameTimes({ loop, durationMs, fps }: Timing): Float64Array {
  const lastsMs = roundMs({ loop, durationMs })
  const count = Math.max(1, Math.round((lastsMs * fps) / 1000))
  const stepMs = loop === 'off' ? lastsMs / Math.max(1, count - 1) : lastsMs / count
  return Float64Array.from({ length: count }, (_, i) => i * stepMs)
}
