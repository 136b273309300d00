import type { ExportFormat } from '../../../../core/timeline/frames'
import { isVideo } from '../../state/exporting.svelte'
import { codecFor, codecNames } from '../../video/encode'

export const formatWords: Record<ExportFormat, { label: string; about: string }> = {
  webm: { label: 'WebM video', about: 'Small; plays in browsers' },
  mp4: { label: 'MP4 video', about: 'Plays nearly everywhere' },
  gif: { label: 'GIF', about: '256 colours; plays in messages' },
  apng: { label: 'Animated PNG', about: 'All colours, large' },
  png: { label: 'PNG sequence', about: 'A folder of pictures' },
}

/** Bytes of a pixel of one picture, as measured on the demo's faces. */
const bytesPerPixel: Record<ExportFormat, { smooth: number; crisp: number }> = {
  webm: { smooth: 0.003, crisp: 0.004 },
  mp4: { smooth: 0.005, crisp: 0.006 },
  gif: { smooth: 0.27, crisp: 0.16 },
  apng: { smooth: 0.7, crisp: 0.06 },
  png: { smooth: 0.7, crisp: 0.06 },
}

export function aboutBytes(
  format: ExportFormat,
  frames: number,
  { width, height }: { width: number; height: number },
  isCrisp: boolean,
): string {
  const each = bytesPerPixel[format][isCrisp ? 'crisp' : 'smooth']
  const megabytes = (frames * width * height * each) / 2 ** 20
  return `about ${megabytes < 1 ? `${Math.max(1, Math.round(megabytes * 1024))} kB` : `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`}`
}

/** Which of this window's encoders makes it. */
export async function videoWords(
  format: ExportFormat,
  { width, height }: { width: number; height: number },
): Promise<string> {
  if (!isVideo(format)) return ''
  const codec = await codecFor(format, width, height)
  return codec
    ? `Encoded with ${codecNames[codec] ?? codec}.`
    : 'This window has no encoder for it at this size; choose another format.'
}
