import type { WayToEnlarge } from '../../../core/picture/enlarge'
import { mostSide } from '../../../core/timeline/frames'

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
