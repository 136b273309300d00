import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EditSpace } from '../editing/evaluate'
import { reference } from '../fixtures/timeline.fixture'
import type { Operation } from '../records/edit'
import {
  easings,
  interpolations,
  loops,
  type ConceptTrack,
  type Keyframe,
  type TimelineRecord,
} from '../records/timeline'
import { slerp } from '../space/slerp'
import { emptyTimeline } from './arrange'
import { codeAt, openTimeline, wayOf } from './code-at'
import { hermite, type Knot } from './hermite'
import { codeOfKeyframe, partedCode } from './keyframe-code'

const latentSize = 8
const config = { kind: 'vae', latentSize } as EditSpace['config']
const mu = Float32Array.from({ length: 20 * latentSize }, (_, i) => Math.sin(7 * i) + Math.cos(3 * i * i))
const direction = Array.from({ length: latentSize }, (_, i) => Math.sin(i + 1))
const space: EditSpace = {
  count: 20,
  latentSize,
  mu,
  config,
  concepts: [
    { id: 'smile', direction, unitLength: 0.7 },
    { id: 'hat', direction: direction.toReversed(), unitLength: 1.2 },
  ],
}

const concept = (conceptId: string, amount: number): Operation => ({ kind: 'concept', conceptId, amount })
const operations = fc.array(
  fc.oneof(
    fc
      .tuple(fc.constantFrom('smile', 'hat'), fc.double({ min: -3, max: 3, noNaN: true }))
      .map(([id, x]) => concept(id, x)),
    fc.nat(19).map((other): Operation => ({ kind: 'mix', part: 'whole', other, amount: 0.4 })),
    fc.constant<Operation>({ kind: 'move', offset: direction.map((x) => 0.3 * x) }),
  ),
  { maxLength: 4 },
)
const keyframe = fc.record({
  id: fc.uuid(),
  timeMs: fc.integer({ min: 0, max: 4900 }),
  content: fc.record({ kind: fc.constant('edit' as const), image: fc.nat(19), operations }),
  easing: fc.constantFrom(...easings),
})
const timelines: fc.Arbitrary<TimelineRecord> = fc
  .record({
    keyframes: fc
      .uniqueArray(keyframe, { minLength: 1, maxLength: 6, selector: ({ timeMs }) => timeMs })
      .map((all): Keyframe[] => all.toSorted((a, b) => a.timeMs - b.timeMs)),
    tracks: fc.array(fc.constant<ConceptTrack>({ conceptId: 'smile', easing: 'smooth' }), { maxLength: 1 }),
    interpolation: fc.constantFrom(...interpolations),
    loop: fc.constantFrom(...loops),
  })
  .map((drawn) => ({ ...emptyTimeline('t', 'm'), ...drawn }))

const distance = (a: Float32Array, b: Float32Array): number => Math.hypot(...a.map((x, i) => x - b[i]!))

test('every timeline passes through its keyframes', () => {
  fc.assert(
    fc.property(timelines, (timeline) => {
      const open = openTimeline(timeline, space)
      for (const { timeMs, content } of timeline.keyframes)
        expect(distance(open.codeAt(timeMs), codeOfKeyframe(content, space))).toBeLessThan(1e-4)
    }),
  )
})

test('a step of a microsecond moves no code far, unless a keyframe is held or the round jumps', () => {
  fc.assert(
    fc.property(timelines, fc.double({ min: 0, max: 4999, noNaN: true }), (timeline, timeMs) => {
      fc.pre(timeline.keyframes.every(({ easing }) => easing !== 'hold'))
      const open = openTimeline(timeline, space)
      // Of keyframes 1 ms apart the code may change by its whole length within that.
      expect(distance(open.codeAt(timeMs), open.codeAt(timeMs + 1e-3))).toBeLessThan(0.2)
    }),
  )
})

test('the end of a closed round is its beginning', () => {
  fc.assert(
    fc.property(timelines, (drawn) => {
      const timeline: TimelineRecord = { ...drawn, loop: 'closed' }
      fc.pre(timeline.keyframes.every(({ easing }) => easing !== 'hold'))
      const open = openTimeline(timeline, space)
      const { durationMs } = timeline
      expect(distance(open.codeAt(durationMs - 1e-4), open.codeAt(0))).toBeLessThan(0.05)
      expect([...open.codeAt(durationMs + 700)]).toEqual([...open.codeAt(700)])
    }),
  )
})

test('there and back again is symmetric, and a repeated round starts anew', () => {
  fc.assert(
    fc.property(timelines, fc.integer({ min: 0, max: 5000 }), (timeline, timeMs) => {
      const there = { ...timeline, loop: 'ping-pong' as const }
      expect([...codeAt(there, space, 5000 - timeMs)]).toEqual([...codeAt(there, space, 5000 + timeMs)])
      const again = { ...timeline, loop: 'repeat' as const }
      expect([...codeAt(again, space, timeMs % 5000)]).toEqual([...codeAt(again, space, 5000 + timeMs)])
    }),
  )
})

test('codes and concept amounts taken apart give the whole edit again', () => {
  fc.assert(
    fc.property(fc.nat(19), operations, (image, all) => {
      const content = { kind: 'edit' as const, image, operations: all }
      const whole = codeAt(
        { ...emptyTimeline('t', 'm'), keyframes: [{ id: 'k', timeMs: 0, content, easing: 'linear' }] },
        space,
        0,
      )
      expect(distance(whole, codeOfKeyframe(content, space))).toBe(0)
      const mixedAfter = all.findLastIndex(({ kind }) => kind === 'mix')
      const onTop = new Set(
        all.slice(mixedAfter + 1).flatMap((one) => (one.kind === 'concept' ? [one.conceptId] : [])),
      )
      expect(new Set(partedCode(content, space).amounts.keys())).toEqual(onTop)
    }),
  )
})

test('a concept goes its own way: even while the codes are held', () => {
  const keyframes = [0, 3].map((amount, i): Keyframe => ({
    id: `k${i}`,
    timeMs: 1000 * i,
    content: { kind: 'edit', image: i, operations: [concept('smile', amount)] },
    easing: 'hold',
  }))
  const timeline = {
    ...emptyTimeline('t', 'm'),
    keyframes,
    tracks: [{ conceptId: 'smile', easing: 'linear' as const }],
  }
  const half = codeAt(timeline, space, 500)
  direction.forEach((x, i) => expect(half[i]! - mu[i]!).toBeCloseTo(1.5 * 0.7 * x, 5))
})

test('an arc is that of numpy', () => {
  const [a, b] = [Float32Array.from(reference.a), Float32Array.from(reference.b)]
  reference.shares.forEach((share, i) =>
    slerp(a, b, share).forEach((x, j) => expect(x).toBeCloseTo(reference.arc[i]![j]!, 5)),
  )
})

test('a smooth curve is the Hermite spline of scipy with the slopes of numpy', () => {
  const knots = reference.times.map((timeMs, i): Knot => ({
    timeMs,
    value: Float32Array.from(reference.values[i]!),
  }))
  reference.asked.forEach((timeMs, i) => {
    const at = reference.times.findLastIndex((time) => time <= timeMs)
    const [from, to] = [knots[at]!, knots[at + 1]!]
    const share = (timeMs - from.timeMs) / (to.timeMs - from.timeMs)
    const got = hermite(knots[at - 1], from, to, knots[at + 2], share)
    got.forEach((x, j) => expect(x).toBeCloseTo(reference.spline[i]![j]!, 5))
  })
})

test('an arc keeps the length of codes of one length, and says why it is chosen', () => {
  const content = (sign: number) => ({
    kind: 'code' as const,
    code: direction.map((x, i) => (i % 2 ? sign * x : x)),
  })
  const keyframes = [1, -1].map((sign, i): Keyframe => ({
    id: `k${i}`,
    timeMs: 5000 * i,
    content: content(sign),
    easing: 'linear',
  }))
  for (const easing of ['linear', 'smooth'] as const) {
    const timeline = { ...emptyTimeline('t', 'm'), keyframes: keyframes.map((one) => ({ ...one, easing })) }
    expect(Math.hypot(...codeAt(timeline, space, 2500))).toBeCloseTo(Math.hypot(...direction), 4)
  }
  expect(wayOf('fitting', config)).toMatchObject({
    way: 'slerp',
    because: expect.stringContaining('shell') as string,
  })
  expect(wayOf('fitting', { ...config, kind: 'stylegan' } as EditSpace['config']).way).toBe('linear')
})
