import type { Pixels } from './changes'

/** Each of some pictures of one size by itself, with memory of its own. */
export function singly({
  width,
  height,
  count,
  rgba,
}: Pixels & { count: number }): (Pixels & { count: number })[] {
  const bytes = 4 * width * height
  return Array.from({ length: count }, (_, i) => ({
    width,
    height,
    count: 1,
    rgba: rgba.slice(i * bytes, (i + 1) * bytes),
  }))
}
