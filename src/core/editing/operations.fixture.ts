import fc from 'fast-check'
import type { Operation } from '../records/edit'
import { defaultConfigs } from '../records/training'
import { gaussians, mulberry32 } from '../random/random'
import type { EditSpace } from './evaluate'

const [latentSize, count] = [6, 40]
const unitVector = (seed: number): number[] => {
  const drawn = [...gaussians(latentSize, mulberry32(seed))]
  return drawn.map((x) => x / Math.hypot(...drawn))
}

/** A ladder of two levels with two concepts: it has all that an edit can change but truncation and conditions. */
export const ladderSpace: EditSpace = {
  config: { ...defaultConfigs.hvae, latentSize: 4, detailSize: 2 },
  concepts: ['smile', 'beard'].map((id, i) => ({ id, direction: unitVector(i), unitLength: 0.5 + i })),
  mu: gaussians(count * latentSize, mulberry32(9)),
  count,
  latentSize,
}

const number = fc.integer({ min: -400, max: 400 }).map((x) => x / 100)
const share = fc.integer({ min: 0, max: 100 }).map((x) => x / 100)
const flags = fc.record(
  { off: fc.constant(true as const), placed: fc.constant(true as const) },
  { requiredKeys: [] },
)

const concept = fc
  .record({ conceptId: fc.constantFrom('smile', 'beard'), amount: number, isKept: fc.boolean() })
  .map(({ isKept, ...rest }) => ({
    kind: 'concept' as const,
    ...rest,
    ...(isKept && { keep: [rest.conceptId === 'smile' ? 'beard' : 'smile'] }),
  }))
const move = fc
  .array(number, { minLength: latentSize, maxLength: latentSize })
  .map((offset) => ({ kind: 'move' as const, offset }))
const latent = fc.record({
  kind: fc.constant('latent' as const),
  dimension: fc.nat(latentSize - 1),
  offset: number,
})
const mix = fc.record({
  kind: fc.constant('mix' as const),
  part: fc.constantFrom('whole' as const, 'top' as const, 'detail' as const),
  other: fc.nat(count - 1),
  amount: share,
})
const condition = fc.record({
  kind: fc.constant('condition' as const),
  name: fc.constantFrom('age', 'hat'),
  value: share,
})
const truncation = fc.record({ kind: fc.constant('truncation' as const), factor: share })

const listOf = (...kinds: fc.Arbitrary<Operation>[]): fc.Arbitrary<Operation[]> =>
  fc.array(
    fc.tuple(fc.oneof(...kinds), flags).map(([operation, on]) => ({ ...operation, ...on })),
    { maxLength: 8 },
  )

/** Stacks of all kinds of operations, some of them off or put in their place. */
export const stacks = listOf(concept, move, latent, mix, condition, truncation)
/** Stacks of which each operation only adds to the code. */
export const sums = listOf(concept, move, latent)
