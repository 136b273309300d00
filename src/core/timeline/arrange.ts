/** Timelines as hands arrange them: each function changes one thing and leaves the record valid. */
import {
  leastGapMs,
  mostDurationMs,
  mostKeyframes,
  type Keyframe,
  type KeyframeContent,
  type TimelineRecord,
} from '../records/timeline'

/** A timeline without keyframes yet. */
export function emptyTimeline(id: string, modelId: string, name = 'Timeline'): TimelineRecord {
  return {
    version: 1,
    id,
    modelId,
    name,
    keyframes: [],
    tracks: [],
    interpolation: 'fitting',
    loop: 'off',
    fps: 30,
    durationMs: 5000,
  }
}

const byTime = (a: Keyframe, b: Keyframe): number => a.timeMs - b.timeMs

/**
 * With a keyframe at a time; one that lies there already takes its content.
 *
 * @throws RangeError when there are as many as there may be
 */
export function withKeyframe(
  timeline: TimelineRecord,
  keyframe: { id: string; timeMs: number; content: KeyframeContent },
): TimelineRecord {
  const timeMs = within(keyframe.timeMs, timeline.durationMs)
  const there = timeline.keyframes.find((one) => Math.abs(one.timeMs - timeMs) < leastGapMs)
  if (there) return withContent(timeline, there.id, keyframe.content)
  if (timeline.keyframes.length >= mostKeyframes)
    throw new RangeError(`a timeline has at most ${mostKeyframes} keyframes`)
  const easing = timeline.keyframes.findLast((one) => one.timeMs < timeMs)?.easing ?? 'ease-in-out'
  const added: Keyframe = { ...keyframe, timeMs, easing }
  return { ...timeline, keyframes: [...timeline.keyframes, added].sort(byTime) }
}

/** With what is seen at a keyframe replaced. */
export function withContent(timeline: TimelineRecord, id: string, content: KeyframeContent): TimelineRecord {
  return mapped(timeline, id, (keyframe) => ({ ...keyframe, content }))
}

export function withEasing(timeline: TimelineRecord, id: string, easing: Keyframe['easing']): TimelineRecord {
  return mapped(timeline, id, (keyframe) => ({ ...keyframe, easing }))
}

/** With a keyframe at another time; it may pass others, and comes to lie beside one that is there. */
export function withTime(timeline: TimelineRecord, id: string, timeMs: number): TimelineRecord {
  const others = timeline.keyframes.filter((one) => one.id !== id)
  const free = freeTime(others, within(timeMs, timeline.durationMs), timeline.durationMs)
  const moved = mapped(timeline, id, (keyframe) => ({ ...keyframe, timeMs: free }))
  return { ...moved, keyframes: moved.keyframes.toSorted(byTime) }
}

export function withoutKeyframe(timeline: TimelineRecord, id: string): TimelineRecord {
  return { ...timeline, keyframes: timeline.keyframes.filter((one) => one.id !== id) }
}

/** In another length, with the keyframes at the same shares of it. */
export function withDuration(timeline: TimelineRecord, wantedMs: number): TimelineRecord {
  const leastMs = leastGapMs * Math.max(100, 2 * timeline.keyframes.length)
  const durationMs = Math.round(Math.min(Math.max(wantedMs, leastMs), mostDurationMs))
  const scale = durationMs / timeline.durationMs
  let lastMs = -leastGapMs
  const keyframes = timeline.keyframes.map((keyframe, i) => {
    const mostMs = durationMs - (timeline.keyframes.length - 1 - i) * leastGapMs
    lastMs = Math.min(mostMs, Math.max(lastMs + leastGapMs, Math.round(keyframe.timeMs * scale)))
    return { ...keyframe, timeMs: lastMs }
  })
  return { ...timeline, durationMs, keyframes }
}

/** Evenly from the beginning to the end; where the round is closed, the last leaves room for the way back. */
export function spreadTimes(count: number, { durationMs, loop }: TimelineRecord): number[] {
  const steps = loop === 'closed' ? count : Math.max(1, count - 1)
  return Array.from({ length: count }, (_, i) => Math.round((i / steps) * durationMs))
}

function mapped(
  timeline: TimelineRecord,
  id: string,
  change: (keyframe: Keyframe) => Keyframe,
): TimelineRecord {
  const keyframes = timeline.keyframes.map((one) => (one.id === id ? change(one) : one))
  return { ...timeline, keyframes }
}

const within = (timeMs: number, durationMs: number): number =>
  Math.round(Math.min(Math.max(timeMs, 0), durationMs))

/** The nearest time, in whole milliseconds, at which no other keyframe lies. */
function freeTime(others: readonly Keyframe[], timeMs: number, durationMs: number): number {
  const isFree = (t: number): boolean =>
    t >= 0 && t <= durationMs && others.every((one) => Math.abs(one.timeMs - t) >= leastGapMs)
  for (let offset = 0; offset <= mostKeyframes + 1; offset++)
    for (const t of [timeMs + offset, timeMs - offset]) if (isFree(t)) return t
  return timeMs
}
