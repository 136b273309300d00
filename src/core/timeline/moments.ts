import type { Easing, Keyframe, TimelineRecord } from '../records/timeline'

type Timing = Pick<TimelineRecord, 'keyframes' | 'loop' | 'durationMs'>

/** Where in a timeline a moment lies: between two keyframes, and how far in time, in [0, 1]. */
export interface Place {
  /** Into the keyframes; the same when the picture stands still. */
  from: number
  to: number
  share: number
  easing: Easing
}

/** The moment of one round that is seen at a time from the beginning, in [0, durationMs]. */
export function momentAt({ loop, durationMs }: Pick<Timing, 'loop' | 'durationMs'>, timeMs: number): number {
  if (loop === 'off') return Math.min(Math.max(timeMs, 0), durationMs)
  const round = loop === 'ping-pong' ? 2 * durationMs : durationMs
  const within = ((timeMs % round) + round) % round
  return within > durationMs ? round - within : within
}

/** How long one round of pictures takes until it is at its beginning again. */
export const roundMs = ({ loop, durationMs }: Pick<Timing, 'loop' | 'durationMs'>): number =>
  loop === 'ping-pong' ? 2 * durationMs : durationMs

/** @param momentMs in [0, durationMs]; of a timeline with keyframes */
export function placeOf(timing: Timing, momentMs: number): Place {
  const { keyframes, loop } = timing
  const next = keyframes.findIndex(({ timeMs }) => timeMs > momentMs)
  const last = keyframes.length - 1
  if (next > 0) return between(keyframes, next - 1, next, momentMs)
  if (loop === 'closed' && last > 0) return closing(timing, momentMs)
  const still = next === 0 ? 0 : last
  return { from: still, to: still, share: 0, easing: 'hold' }
}

function between(keyframes: readonly Keyframe[], from: number, to: number, momentMs: number): Place {
  const [a, b] = [keyframes[from]!, keyframes[to]!]
  return { from, to, share: (momentMs - a.timeMs) / (b.timeMs - a.timeMs), easing: a.easing }
}

/** From the last keyframe over the end of the round to the first of the next. */
function closing({ keyframes, durationMs }: Timing, momentMs: number): Place {
  const [first, last] = [keyframes[0]!, keyframes.at(-1)!]
  const spanMs = durationMs - last.timeMs + first.timeMs
  const sinceMs = momentMs >= last.timeMs ? momentMs - last.timeMs : momentMs + durationMs - last.timeMs
  const share = spanMs > 0 ? sinceMs / spanMs : 1
  return { from: keyframes.length - 1, to: 0, share, easing: last.easing }
}
