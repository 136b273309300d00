import type { WayToEnlarge } from '../../../../core/picture/enlarge'
import { mostSide, type ExportFormat } from '../../../../core/timeline/frames'
import { isVideo } from '../../state/exporting.svelte'
import { codecFor, codecNames } from '../../video/encode'

export const formatWords: Record<ExportFormat, { label: string; about: string }> = {
  webm: { label: 'WebM video', about: 'Small; plays in browsers' },
  mp4: { label: 'MP4 video', about: 'Plays nearly everywhere' },
  gif: { label: 'GIF', about: '256 colours; plays in messages' },
  apng: { label: 'Animated PNG', about: 'All colours, large' },
  png: { label: 'PNG sequence', about: 'A folder of pictures' },
}

export const enlargementWords: Record<WayToEnlarge, { label: string; about: string }> = {
  nearest: { label: 'Nearest', about: 'Crisp pixels' },
  bicubic: { label: 'Bicubic', about: 'Smooth' },
  lanczos: { label: 'Lanczos', about: 'Smooth and a little sharper' },
  'super-resolution': { label: 'Super-resolution', about: 'A network invents detail; much slower' },
}

/** The model's own size and whole multiples of it. */
export function sizesFor({ width }: { width: number }): { value: string; label: string }[] {
  return [1, 2, 4, 8, 16]
    .filter((scale) => scale * width <= mostSide)
    .map((scale) => ({ value: String(scale * width), label: `${scale * width} pixels (${scale} ×)` }))
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

/** Milliseconds of a picture of 64 x 64 pixels by how many times larger it is drawn, by wasm on two cores. */
const superResolutionMs: Record<number, number> = { 2: 50, 4: 61, 8: 290, 16: 350 }

/** What super-resolution does to pictures of a model, and about how long it takes. @param size pixels across */
export function superResolutionWords(
  frames: number,
  own: { width: number; height: number },
  size: number,
): string {
  const perPicture = (superResolutionMs[size / own.width] ?? 350) * ((own.width * own.height) / 64 ** 2)
  const seconds = Math.max(1, Math.round((frames * perPicture) / 1000))
  const time = seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`
  return `Super-resolution invents detail that the model did not draw, and takes about ${time} on two cores. It learnt from photos: drawn faces come out less true than by bicubic or Lanczos.`
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
