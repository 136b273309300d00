import type { GuestView } from '../../../../protocol/api'
import { mentionOf } from '../../state/image-words'
import type { Keyframe, Easing, Interpolation, Loop } from '../../../../core/records/timeline'

export const easingWords: Record<Easing, { label: string; about: string }> = {
  linear: { label: 'Linear', about: 'Even speed' },
  'ease-in': { label: 'Ease in', about: 'Sets off slowly' },
  'ease-out': { label: 'Ease out', about: 'Arrives slowly' },
  'ease-in-out': { label: 'Ease in and out', about: 'Slow at both ends' },
  hold: { label: 'Hold', about: 'Stays, then jumps' },
  smooth: { label: 'Smooth through all', about: 'A curve without corners at keyframes' },
}

export const loopWords: Record<Loop, { label: string; about: string }> = {
  off: { label: 'Once', about: 'Stops at the end' },
  repeat: { label: 'Repeat', about: 'Jumps back to the beginning' },
  'ping-pong': { label: 'There and back', about: 'Runs back from the end' },
  closed: { label: 'Closed loop', about: 'Goes from the last keyframe to the first' },
}

export const interpolationWords: Record<Interpolation, { label: string; about: string }> = {
  fitting: { label: 'Fitting', about: 'What suits the model' },
  linear: { label: 'Lerp', about: 'In a straight line' },
  slerp: { label: 'Slerp', about: 'Along an arc' },
}

export const optionsOf = <K extends string>(words: Record<K, { label: string; about: string }>) =>
  (Object.keys(words) as K[]).map((value) => ({ value, ...words[value] }))

/** 1:05.25 */
export function clock(timeMs: number): string {
  const hundredths = Math.round(timeMs / 10)
  const seconds = Math.floor(hundredths / 100)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`
}

export function keyframeWords(
  { content, timeMs, easing }: Keyframe,
  number: number,
  guests: readonly GuestView[] = [],
): string {
  const what = content.kind === 'edit' ? mentionOf(content.image, guests) : 'a code of a path'
  return `Keyframe ${number}: ${what} at ${clock(timeMs)}, then ${easingWords[easing].label.toLowerCase()}`
}

/** Marks of a ruler: round seconds, as many as there is room for. */
export function ticksOf(durationMs: number, width: number): { timeMs: number; label: string }[] {
  const room = Math.max(1, width / 64)
  const stepMs = [100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 120_000].find(
    (ms) => durationMs / ms <= room,
  )
  const step = stepMs ?? 300_000
  return Array.from({ length: Math.floor(durationMs / step) + 1 }, (_, i) => ({
    timeMs: i * step,
    label: step < 1000 ? `${((i * step) / 1000).toFixed(1)}` : `${(i * step) / 1000}`,
  }))
}

/** The way from one keyframe to the next as a line in a box of 100 x 100, the share of the way against time. */
export function curveOf(easing: Easing, eased: (easing: Easing, share: number) => number): string {
  if (easing === 'hold') return 'M0 100H100V0'
  if (easing === 'smooth') return 'M0 100C40 100 60 0 100 0'
  const points = Array.from(
    { length: 21 },
    (_, i) => `${5 * i} ${(100 * (1 - eased(easing, i / 20))).toFixed(1)}`,
  )
  return `M${points.join('L')}`
}
