import type { EditSpace } from '../editing/evaluate'
import { wayBetween } from '../path/codes'
import { conditionsOf } from '../records/training'
import type { Easing, Interpolation, TimelineRecord } from '../records/timeline'
import { codeBetween, type Stretch } from './between'
import { eased } from './easing'
import { hermite, type Knot } from './hermite'
import { conceptOfKey, partedCode, withAmounts, type PartedCode } from './keyframe-code'
import { momentAt, placeOf, type Place } from './moments'

/** A timeline that can be asked for its code at any time. */
export interface OpenTimeline {
  /** @param timeMs from the beginning; what comes after the end is as its loop says. [latentSize] */
  codeAt: (timeMs: number) => Float32Array
}

/** How codes of a model are gone between, and why. */
export function wayOf(
  interpolation: Interpolation,
  config: EditSpace['config'],
): { way: 'linear' | 'slerp'; because: string } {
  const advice = wayBetween(config)
  return interpolation === 'fitting' ? advice : { ...advice, way: interpolation }
}

/**
 * Evaluates the keyframes once; a moment then costs a few passes over a code.
 *
 * A pure function of its arguments. Codes and amounts of concepts are interpolated apart, and put together at the end.
 *
 * @throws RangeError when there are no keyframes
 */
export function openTimeline(timeline: TimelineRecord, space: EditSpace): OpenTimeline {
  const { keyframes } = timeline
  if (keyframes.length === 0) throw new RangeError('the timeline has no keyframes')
  const parts = keyframes.map(({ content }) => partedCode(content, space))
  const units = unitsOf(parts)
  const isArc = wayOf(timeline.interpolation, space.config).way === 'slerp'
  const conditions = conditionsOf(space.config).length
  const codeAt = (timeMs: number): Float32Array => {
    const place = placeOf(timeline, momentAt(timeline, timeMs))
    const codes = stretchOf(timeline, place, (i) => parts[i]!.code)
    const isSmooth = place.easing === 'smooth'
    const code = codeBetween(codes, { isArc, isSmooth, conditions }, eased(place.easing, place.share))
    const amounts = units.map((key) => [key, amountAt(timeline, place, parts, key)] as const)
    return withAmounts(code, amounts, space)
  }
  return { codeAt }
}

/** The code of a timeline at a time, [latentSize]. */
export function codeAt(timeline: TimelineRecord, space: EditSpace, timeMs: number): Float32Array {
  return openTimeline(timeline, space).codeAt(timeMs)
}

function amountAt(timeline: TimelineRecord, place: Place, parts: readonly PartedCode[], key: string): number {
  const track = timeline.tracks.find((one) => one.conceptId === conceptOfKey(key))
  const easing: Easing = track?.easing ?? place.easing
  const amount = (i: number): number => parts[i]!.amounts.get(key) ?? 0
  const share = eased(easing, place.share)
  if (easing !== 'smooth') return amount(place.from) * (1 - share) + amount(place.to) * share
  const { before, from, to, after } = stretchOf(timeline, place, (i) => Float32Array.of(amount(i)))
  return share > 0 && share < 1
    ? hermite(before, from, to, after, share, true)[0]!
    : amount(share ? place.to : place.from)
}

/** The keyframes around a place, in times that ascend even where the round is closed. */
function stretchOf(
  timeline: TimelineRecord,
  { from, to }: Place,
  valueOf: (i: number) => Float32Array,
): Stretch {
  const { keyframes, loop, durationMs } = timeline
  const count = keyframes.length
  const isClosed = loop === 'closed' && count > 1
  const knot = (i: number): Knot | undefined => {
    if (!isClosed && (i < 0 || i >= count)) return undefined
    const [at, rounds] = [((i % count) + count) % count, Math.floor(i / count)]
    return { timeMs: keyframes[at]!.timeMs + rounds * durationMs, value: valueOf(at) }
  }
  const next = to < from ? to + count : to
  return { before: knot(from - 1), from: knot(from)!, to: knot(next)!, after: knot(next + 1) }
}

/** The amounts of all concepts that keyframes set, at `count` even moments of one round; by concept, [count]. */
export function amountsAlong(
  timeline: TimelineRecord,
  space: EditSpace,
  count: number,
): Map<string, number[]> {
  if (timeline.keyframes.length === 0) return new Map()
  const parts = timeline.keyframes.map(({ content }) => partedCode(content, space))
  const places = Array.from({ length: count }, (_, i) =>
    placeOf(timeline, (i / (count - 1)) * timeline.durationMs),
  )
  const along = new Map<string, number[]>()
  for (const key of unitsOf(parts)) {
    const [id, amounts] = [conceptOfKey(key), places.map((place) => amountAt(timeline, place, parts, key))]
    along.set(id, along.get(id)?.map((sum, i) => sum + amounts[i]!) ?? amounts)
  }
  return along
}

const unitsOf = (parts: readonly PartedCode[]): string[] => [
  ...new Set(parts.flatMap(({ amounts }) => [...amounts.keys()])),
]
