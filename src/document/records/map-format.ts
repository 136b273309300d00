import * as z from 'zod'
import type { MapRecord } from '../../core/records/map'
import { count, id, instant, latentVector, personName, unit, type RecordFormat } from './record'

const figures = z.object({
  trustworthiness: unit.optional(),
  continuity: unit.optional(),
  sampled: count.optional(),
  roundTrip: z.object({ near: z.number().min(0), far: z.number().min(0) }),
  durationMs: z.number().min(0),
})

const axis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dimension'), dimension: z.int().min(0).max(8191) }),
  z.object({ kind: z.literal('concept'), conceptId: id, name: personName }),
])

const head = {
  version: z.literal(2),
  id,
  modelId: id,
  axes: z.array(axis).min(2).max(3).optional(),
  figures: figures.optional(),
  createdAt: instant,
  dimensions: z.union([z.literal(2), z.literal(3)]),
  latentSize: z.int().min(2).max(8192),
}

const rows = z.array(z.number()).max(3 * 8192)

const affine = z
  .object({
    ...head,
    method: z.enum(['pca', 'axes', 'raw']),
    mean: latentVector,
    basis: rows,
    lift: rows.optional(),
    explainedVariance: z.array(unit).max(3).optional(),
  })
  .refine((map) => map.mean.length === map.latentSize, 'mean has another size')
  .refine((map) => map.basis.length === map.latentSize * map.dimensions, 'basis has another size')
  .refine((map) => !map.lift || map.lift.length === map.basis.length, 'lift has another size')
  .refine((map) => (map.axes?.length ?? map.dimensions) === map.dimensions, 'axes are of another map')

const local = z.object({
  ...head,
  method: z.enum(['umap', 'tsne']),
  count: count.min(2),
  settings: z
    .record(z.string().max(40), z.number())
    .refine((all) => Object.keys(all).length <= 20, 'too many settings'),
})

/** Maps of the first version were by principal components, without figures; all else is as it was. */
export const mapFormat: RecordFormat<MapRecord> = {
  version: 2,
  migrations: { 1: (old) => old },
  // zod infers `T | undefined` for optional fields; the record leaves them out instead. Both read the same.
  schema: z.discriminatedUnion('method', [affine, local]) as z.ZodType as z.ZodType<MapRecord>,
}
