import * as z from 'zod'
import { mostTruncation, partNames, type Operation } from '../../core/records/edit'
import {
  easings,
  framesPerSecond,
  interpolations,
  leastGapMs,
  loops,
  mostDurationMs,
  mostKeyframes,
  mostTracks,
  type Keyframe,
  type TimelineRecord,
} from '../../core/records/timeline'
import { assertReadable, count, id, latentVector, personName, unit } from './record'

/** Concepts that one leaves as they are; there are no more directions than numbers in a code. */
const mostKept = 512

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mix'), part: z.enum(partNames), other: count, amount: unit }),
  z.object({ kind: z.literal('truncation'), factor: z.number().min(0).max(mostTruncation) }),
  z.object({ kind: z.literal('condition'), name: personName, value: z.number().min(-1).max(1) }),
  z.object({
    kind: z.literal('concept'),
    conceptId: id,
    amount: z.number(),
    keep: z.array(id).max(mostKept).optional(),
  }),
  z.object({ kind: z.literal('move'), offset: latentVector }),
  z.object({ kind: z.literal('latent'), dimension: count, offset: z.number() }),
])

const yes = z.literal(true).optional()
const operation = z.intersection(change, z.object({ off: yes, placed: yes }))

// Whether a key is left out or undefined is one to zod, and two to our types.
export const operations = z.array(operation).max(1000) as z.ZodType as z.ZodType<Operation[]>

const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), image: count, operations }),
  z.object({ kind: z.literal('code'), code: latentVector }),
])

const keyframe = z.object({
  id,
  timeMs: z.number().min(0).max(mostDurationMs),
  content,
  easing: z.enum(easings),
})

const ascends = (keyframes: readonly Keyframe[]): boolean =>
  keyframes.every(({ timeMs }, i) => i === 0 || timeMs - keyframes[i - 1]!.timeMs >= leastGapMs)
const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length

export const timelineSchema: z.ZodType<TimelineRecord> = z
  .object({
    version: z.literal(1),
    id,
    modelId: id,
    name: personName,
    keyframes: z
      .array(keyframe)
      .max(mostKeyframes)
      .refine(ascends, 'keyframes are not in order')
      .refine((all) => isUnique(all.map((one) => one.id)), 'two keyframes have one id'),
    tracks: z
      .array(z.object({ conceptId: id, easing: z.enum(easings) }))
      .max(mostTracks)
      .refine((all) => isUnique(all.map(({ conceptId }) => conceptId)), 'a concept has two tracks'),
    interpolation: z.enum(interpolations),
    loop: z.enum(loops),
    fps: z.literal(framesPerSecond),
    durationMs: z.number().min(leastGapMs).max(mostDurationMs),
  })
  .refine(
    ({ keyframes, durationMs }) => (keyframes.at(-1)?.timeMs ?? 0) <= durationMs,
    'a keyframe lies after the end',
  )

/** @throws RangeError that says what is wrong with it */
export function assertTimeline(timeline: TimelineRecord): void {
  assertReadable(timelineSchema, timeline, 'timeline')
}
