import * as z from 'zod'
import { waysToEnlarge } from '../../core/picture/enlarge'
import { gridKinds, mostGridAmounts, mostGridFaces, type GridRecord } from '../../core/records/grid'
import type { Recipe } from '../../core/records/recipe'
import { mostGuests } from '../../core/records/guest'
import { modelKinds } from '../../core/records/training'
import { count, id, instant, personName } from './record'
import { operations, timelineSchema } from './timeline-format'

const grid: z.ZodType<GridRecord> = z.object({
  version: z.literal(1),
  kind: z.enum(gridKinds),
  faces: z.array(z.object({ image: count, operations })).max(mostGridFaces),
  conceptIds: z.array(id).max(2),
  amounts: z.array(z.number().min(-100).max(100)).min(1).max(mostGridAmounts),
})

const recipe = z.object({
  version: z.literal(1),
  software: personName,
  createdAt: instant,
  model: z.object({
    id,
    name: personName,
    kind: z.enum(modelKinds),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    seed: z.int(),
  }),
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('edit'), image: count, operations }),
    z.object({ kind: z.literal('timeline'), timeline: timelineSchema }),
    z.object({ kind: z.literal('grid'), grid }),
  ]),
  guests: z
    .array(z.object({ image: count, id, name: personName }))
    .max(mostGuests)
    .optional(),
  enlargement: z.exactOptional(z.enum(waysToEnlarge)),
})

/** The recipe in what a file says; undefined when it is none of ours, or of a newer version. */
export function readRecipe(value: unknown): Recipe | undefined {
  const result = recipe.safeParse(value)
  // zod infers `T | undefined` for what the type leaves out.
  return result.success ? (result.data as Recipe) : undefined
}
