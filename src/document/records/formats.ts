import * as z from 'zod'
import { presetNames, type DatasetRecord } from '../../core/records/dataset'
import { documentVersion, type DocumentRecord } from '../../core/records/document'
import { longestStateName, mostEditsAtOnce, type Edit } from '../../core/records/edit'
import type { JournalEntry } from '../../core/records/journal'
import { isPacked } from '../../core/records/indices'
import type { HistoryRecord } from '../../core/records/history'
import type { ModelRecord } from '../../core/records/model'
import { seriesNames, type TrainingConfig, type TrainingPoint } from '../../core/records/training'
import { guestSchema } from './guest-format'
import { count, id, instant, longText, personName, side, unit, type RecordFormat } from './record'
import { operations, timelineSchema } from './timeline-format'

/** zod infers `T | undefined` for optional fields; the records of core leave them out instead. Both read the same. */
const as = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>

export const documentFormat: RecordFormat<DocumentRecord> = {
  version: documentVersion,
  migrations: {},
  schema: as(
    z.object({
      version: z.literal(1),
      id,
      name: personName,
      createdAt: instant,
      currentModelId: id.optional(),
      mapsInUse: z.record(id, id).optional(),
    }),
  ),
}

const attribute = z.object({
  name: personName,
  kind: z.enum(['binary', 'number']),
  known: count,
  positive: count.optional(),
})

export const datasetFormat: RecordFormat<DatasetRecord> = {
  version: 1,
  migrations: {},
  schema: as(
    z.object({
      version: z.literal(1),
      id,
      name: personName,
      source: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('builtin'), preset: z.enum(presetNames), seed: z.int() }),
        z.object({ kind: z.literal('folder'), folderName: personName }),
      ]),
      count: count.min(1),
      width: side,
      height: side,
      attributes: z.array(attribute).max(500),
      isOfFaces: z.boolean().optional(),
      heldOut: z.object({ seed: z.int(), fraction: unit }),
      credits: longText,
      createdAt: instant,
    }),
  ),
}

const losses = z.partialRecord(z.enum(seriesNames), z.number())

const common = {
  latentSize: z.int().min(2).max(512),
  epochs: z.int().min(1).max(100_000),
  batchSize: z.int().min(1).max(4096),
  seed: z.int(),
  learningRate: z.number().positive().max(1),
  channels: z
    .tuple([z.int(), z.int(), z.int(), z.int()])
    .refine((all) => all.every((n) => n >= 1 && n <= 1024)),
}

/** Models of the first version had neither of the last two. */
const variational = {
  ...common,
  klWeight: z.number().min(0).max(1000),
  klWarmupSteps: z.int().min(0).max(10_000_000),
  likelihood: z.enum(['gaussian', 'bernoulli']),
  variance: z.enum(['fixed', 'learned']).default('fixed'),
  freeBits: z.number().min(0).max(100).default(0),
}

const adversarial = {
  ...common,
  loss: z.enum(['minimax', 'non-saturating', 'hinge', 'wasserstein']),
  r1Weight: z.number().min(0).max(1000),
  penaltyWeight: z.number().min(0).max(1000),
  realLabel: z.number().min(0.5).max(1),
  hasSpectralNorm: z.boolean(),
  averageDecay: z.number().min(0).max(0.99999),
}

const equalised = {
  ...common,
  r1Weight: adversarial.r1Weight,
  averageDecay: adversarial.averageDecay,
}

const conditions = z.array(personName).min(1, 'choose at least one label').max(64)

export const trainingConfigSchema: z.ZodType<TrainingConfig> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ae'),
    ...common,
    noise: z.number().min(0).max(2),
    hasTiedWeights: z.boolean(),
    isLinear: z.boolean(),
  }),
  z.object({ kind: z.literal('vae'), ...variational }),
  z.object({ kind: z.literal('beta-vae'), ...variational, capacity: z.number().min(0).max(1000) }),
  z.object({ kind: z.literal('cvae'), ...variational, conditions }),
  z.object({ kind: z.literal('hvae'), ...variational, detailSize: z.int().min(2).max(512) }),
  z.object({ kind: z.literal('gan'), ...adversarial }),
  z.object({
    kind: z.literal('cgan'),
    ...adversarial,
    conditions,
    conditioning: z.enum(['projection', 'concatenation']),
  }),
  z.object({ kind: z.literal('progan'), ...equalised }),
  z.object({ kind: z.literal('stylegan'), ...equalised, mixing: unit, truncation: unit }),
])

export const modelFormat: RecordFormat<ModelRecord> = {
  version: 1,
  migrations: {},
  schema: as(
    z.object({
      version: z.literal(1),
      id,
      name: personName,
      datasetId: id,
      width: side,
      height: side,
      config: trainingConfigSchema,
      state: z.enum(['running', 'paused', 'stopped', 'done', 'interrupted', 'failed']),
      epoch: count,
      step: count,
      stepsPerEpoch: count,
      engine: longText,
      trainedMs: z.number().min(0),
      figures: losses.optional(),
      message: longText.optional(),
      createdAt: instant,
    }),
  ),
}

export const trainingPointSchema: z.ZodType<TrainingPoint> = as(
  z.object({ step: count, epoch: count, heldOut: losses.optional() }).catchall(z.number()),
)

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, i) => i === 0 || number > numbers[i - 1]!)

export const historyFormat: RecordFormat<HistoryRecord> = {
  version: 1,
  migrations: {},
  schema: z
    .object({
      version: z.literal(1),
      images: z.array(count).min(1).max(8192),
      codeSize: z.int().min(2).max(8192),
      moments: z.array(z.object({ step: count, epoch: count })).max(1000),
    })
    .refine(({ images }) => isAscending(images), 'images are not in order')
    .refine(({ moments }) => isAscending(moments.map(({ step }) => step)), 'moments are not in order'),
}

const edit: z.ZodType<Edit> = z.object({
  modelId: id,
  image: count,
  operations,
})

const packed = z.string().refine(isPacked, 'must name images')

export const journalEntrySchema: z.ZodType<JournalEntry> = as(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('edit'), at: instant, edit }),
    z.object({ kind: z.literal('edits'), at: instant, edits: z.array(edit).min(1).max(mostEditsAtOnce) }),
    z.object({
      kind: z.literal('mark'),
      at: instant,
      marks: z.object({ datasetId: id, marked: packed, hidden: packed }),
    }),
    z.object({ kind: z.literal('timeline'), at: instant, timeline: timelineSchema }),
    z.object({
      kind: z.literal('guest'),
      at: instant,
      guest: guestSchema,
      isRemoved: z.boolean().optional(),
      modelId: id.optional(),
    }),
    z.object({ kind: z.literal('undo'), at: instant }),
    z.object({ kind: z.literal('redo'), at: instant }),
    z.object({ kind: z.literal('go'), at: instant, step: count }),
    z.object({ kind: z.literal('name'), at: instant, step: count, name: z.string().max(longestStateName) }),
    z.object({ kind: z.literal('select'), at: instant, modelId: id, image: count.nullable() }),
    z.object({ kind: z.literal('remove-model'), at: instant, modelId: id }),
  ]),
)
