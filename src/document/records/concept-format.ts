import * as z from 'zod'
import { histogramBins, labelMethods, mostExamples, type ConceptRecord } from '../../core/records/concept'
import { count, id, instant, latentVector, longText, personName, unit, type RecordFormat } from './record'

const interval = z.tuple([unit, unit]).refine(([low, high]) => low <= high, 'ends before it begins')
const pile = z.array(count).min(1).max(mostExamples)
const weight = z.number().min(-1000).max(1000)

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('labels'), attribute: personName, method: z.enum(labelMethods) }),
  z.object({ kind: z.literal('number'), attribute: personName }),
  z.object({ kind: z.literal('examples'), having: pile, lacking: pile }),
  z.object({ kind: z.literal('faces'), from: count, to: count }),
  z.object({ kind: z.literal('component'), component: count.max(8191) }),
  z.object({ kind: z.literal('factor'), factor: count.max(8191) }),
  z.object({
    kind: z.literal('sum'),
    parts: z
      .array(z.object({ conceptId: id, weight }))
      .min(2)
      .max(100),
  }),
])

const quality = z.object({
  judgedOn: z.enum(['held-out', 'left-out']),
  auc: unit,
  aucInterval: interval.optional(),
  balancedAccuracy: unit,
  balancedAccuracyInterval: interval.optional(),
})

const isUnit = (direction: readonly number[]): boolean => Math.abs(Math.hypot(...direction) - 1) < 1e-3

const direction = latentVector.refine(isUnit, 'must have a length of 1')

const record = z
  .object({
    version: z.literal(2),
    id,
    modelId: id,
    name: personName,
    note: longText,
    order: z.int().min(0).max(1_000_000),
    isDeleted: z.boolean(),
    source,
    direction,
    boundary: direction.optional(),
    unitLength: z.number().positive(),
    meanAlong: z.number(),
    safeRange: z.tuple([z.number(), z.number()]),
    histogram: z.array(count).length(histogramBins),
    quality: quality.optional(),
    leakage: z.record(personName, z.number()),
    examples: z.object({ positive: count, negative: count }),
    createdAt: instant,
  })
  .refine(
    (concept) => !concept.boundary || concept.boundary.length === concept.direction.length,
    'boundary has another size',
  )

/** Concepts of the first version came from labels alone, with figures that had no interval. */
function fromFirst({
  heldOutAuc,
  balancedAccuracy,
  source,
  ...old
}: Record<string, unknown>): Record<string, unknown> {
  return {
    ...old,
    note: '',
    order: 0,
    isDeleted: false,
    source: { ...(source as object), method: 'means' },
    quality: { judgedOn: 'held-out', auc: heldOutAuc, balancedAccuracy },
  }
}

export const conceptFormat: RecordFormat<ConceptRecord> = {
  version: 2,
  migrations: { 1: fromFirst },
  // zod infers `T | undefined` for optional fields; the record leaves them out instead. Both read the same.
  schema: record as z.ZodType as z.ZodType<ConceptRecord>,
}
