import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastGapMs, type TimelineRecord } from '../records/timeline'
import {
  emptyTimeline,
  spreadTimes,
  withContent,
  withDuration,
  withKeyframe,
  withoutKeyframe,
  withTime,
} from './arrange'

const content = (image: number) => ({ kind: 'edit' as const, image, operations: [] })

const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.uuid(), fc.double({ min: -50, max: 6000, noNaN: true })).map(
      ([id, timeMs]) =>
        (timeline: TimelineRecord) =>
          withKeyframe(timeline, { id, timeMs, content: content(1) }),
    ),
    fc.tuple(fc.nat(9), fc.double({ min: -50, max: 6000, noNaN: true })).map(
      ([at, timeMs]) =>
        (timeline: TimelineRecord) =>
          withTime(timeline, timeline.keyframes[at]?.id ?? '', timeMs),
    ),
    fc
      .nat(9)
      .map((at) => (timeline: TimelineRecord) => withoutKeyframe(timeline, timeline.keyframes[at]?.id ?? '')),
    fc
      .double({ min: 0, max: 20_000, noNaN: true })
      .map((durationMs) => (timeline: TimelineRecord) => withDuration(timeline, durationMs)),
  ),
  { maxLength: 30 },
)

test('whatever a hand does, keyframes stay in order, apart and within the duration', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const timeline = all.reduce((now, step) => step(now), emptyTimeline('t', 'm'))
      const times = timeline.keyframes.map(({ timeMs }) => timeMs)
      times.forEach((timeMs, i) => {
        if (i > 0) expect(timeMs - times[i - 1]!).toBeGreaterThanOrEqual(leastGapMs)
        expect(timeMs).toBeGreaterThanOrEqual(0)
        expect(timeMs).toBeLessThanOrEqual(timeline.durationMs)
      })
    }),
  )
})

test('a keyframe added where one lies takes its place', () => {
  const one = withKeyframe(emptyTimeline('t', 'm'), { id: 'a', timeMs: 100, content: content(1) })
  const again = withKeyframe(one, { id: 'b', timeMs: 100.2, content: content(2) })
  expect(again.keyframes).toMatchObject([{ id: 'a', content: { image: 2 } }])
  expect(withContent(again, 'a', content(3)).keyframes[0]).toMatchObject({ content: { image: 3 } })
})

test('a keyframe moved onto another comes to lie beside it', () => {
  let timeline = emptyTimeline('t', 'm')
  for (const [id, timeMs] of [
    ['a', 0],
    ['b', 1000],
  ] as const)
    timeline = withKeyframe(timeline, { id, timeMs, content: content(1) })
  expect(withTime(timeline, 'a', 1000).keyframes.map(({ id }) => id)).toEqual(['b', 'a'])
})

test('a closed round leaves room for the way back', () => {
  expect(spreadTimes(5, emptyTimeline('t', 'm'))).toEqual([0, 1250, 2500, 3750, 5000])
  expect(spreadTimes(5, { ...emptyTimeline('t', 'm'), loop: 'closed' })).toEqual([0, 1000, 2000, 3000, 4000])
})
