/** The arithmetic of a slider: where the hand's wish lands. */

const coarse = 0.1
const fine = 0.01

/** To the nearest step, without the dust of floating point. */
export function snapped(value: number, isFine: boolean): number {
  const steps = isFine ? 1 / fine : 1 / coarse
  return Math.round(value * steps) / steps + 0
}

export function limited(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}

/** Where a slider ends, and where what is usual ends. */
interface Reach {
  min: number
  max: number
  safe: readonly [number, number]
  /** What it was before anybody touched it. */
  rest: number
}

/**
 * The value after a key, or undefined when the key means nothing here. Home and End stop where what is usual ends;
 * pressed there once more, they go on to the slider's own ends.
 */
export function stepOf(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  value: number,
  { min, max, safe, rest }: Reach,
): number | undefined {
  if (key === 'Delete' || key === 'Backspace') return rest
  const [least, most] = [Math.ceil(safe[0] / coarse) * coarse, Math.floor(safe[1] / coarse) * coarse]
  const step = shiftKey ? fine : coarse
  const wishes: Record<string, number> = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    PageUp: value + 1,
    PageDown: value - 1,
    Home: snapped(least, false) < value ? least : min,
    End: snapped(most, false) > value ? most : max,
  }
  const wish = wishes[key]
  return wish === undefined ? undefined : limited(snapped(wish, true), min, max)
}

/** `+1.8`, `−0.35`, `0.0`: as wide as it must be and no wider. */
export function wordsOf(value: number): string {
  const isWhole = Math.abs(value * 10 - Math.round(value * 10)) < 1e-6
  const digits = Math.abs(value).toFixed(isWhole ? 1 : 2)
  if (value === 0) return digits
  return `${value > 0 ? '+' : '−'}${digits}`
}

/** A closed path over the bins, in a box of 100 by 10. */
export function outlineOf(bins: readonly number[]): string {
  const most = Math.max(1, ...bins)
  const width = 100 / bins.length
  const steps = bins.map((bin, i) => `L${i * width} ${10 - (bin / most) * 10}H${(i + 1) * width}`)
  return `M0 10${steps.join('')}L100 10Z`
}
