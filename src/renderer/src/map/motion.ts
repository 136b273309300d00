/** How things move: pure functions of a duration, so that a slow frame ends where quick ones would. */
import type { Point } from './camera'

/** Time in which a glide loses 63 % of its speed. */
const glideMs = 160
const slowestPxPerMs = 0.015
/** Time in which a smooth zoom covers 63 % of what is left. */
const approachMs = 45

/** Friction only ever takes speed away, so a glide cannot overshoot or come back. */
export function inertiaStep(
  velocityPxPerMs: Point,
  durationMs: number,
): { movedPx: Point; velocityPxPerMs: Point; ended: boolean } {
  const kept = Math.exp(-durationMs / glideMs)
  const travel = glideMs * (1 - kept)
  const next = { x: velocityPxPerMs.x * kept, y: velocityPxPerMs.y * kept }
  return {
    movedPx: { x: velocityPxPerMs.x * travel, y: velocityPxPerMs.y * travel },
    velocityPxPerMs: next,
    ended: Math.hypot(next.x, next.y) < slowestPxPerMs,
  }
}

/** The share of a remaining distance that a smooth approach covers in `durationMs`. */
export function approachShare(durationMs: number): number {
  return 1 - Math.exp(-durationMs / approachMs)
}

/** Levels of detail that come in per millisecond when there is nothing to catch up with. */
const levelsPerMs = 1 / 180

/**
 * The level of detail to draw next: only whole levels at rest, so that no thumbnail stays half grown, and never a
 * finer one than the view has room for. A quick zoom is caught up with at twice the pace per level behind.
 */
export function levelStep(drawn: number, viewLevel: number, durationMs: number): number {
  const goal = Math.floor(viewLevel)
  const rate = levelsPerMs * (1 + 2 * Math.abs(goal - drawn))
  const next = drawn + Math.sign(goal - drawn) * Math.min(rate * durationMs, Math.abs(goal - drawn))
  return Math.min(next, viewLevel)
}

export function easeOut(amount: number): number {
  return 1 - (1 - Math.min(Math.max(amount, 0), 1)) ** 3
}

/** A pointer's place at a time, for judging how fast it left. */
export interface Trace extends Point {
  timeMs: number
}

/** Speed over the last 80 ms before release; zero when the hand had come to rest. */
export function releaseVelocity(traces: readonly Trace[], releasedMs: number): Point {
  const recent = traces.filter((trace) => releasedMs - trace.timeMs < 80)
  const [first, last] = [recent[0], recent.at(-1)]
  if (!first || !last || releasedMs - last.timeMs > 40) return { x: 0, y: 0 }
  const durationMs = Math.max(last.timeMs - first.timeMs, 8)
  return { x: (last.x - first.x) / durationMs, y: (last.y - first.y) / durationMs }
}
