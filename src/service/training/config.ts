import {
  defaultConfigs,
  kindLabels,
  type TrainingConfig,
  type WantedConfig,
} from '../../core/records/training'
import { adjusted, type Adjustment } from '../../core/training/adjustment'
import type { DatasetRecord } from '../../core/records/dataset'
import { trainingConfigSchema } from '../../document'

/** Fills in what was not said, and checks the whole. @throws RangeError that names what is wrong */
export function completeConfig(
  wanted: WantedConfig,
  { count }: Pick<DatasetRecord, 'count'>,
): TrainingConfig {
  const config = checked({ ...defaultConfigs[wanted.kind ?? 'vae'], ...wanted })
  if (count < 10) throw new RangeError('a model needs at least 10 images to learn from')
  return config
}

/** Of a name, in a document. */
const longestName = 260

/** `GAN 32, Emoji`: the kind, what codes are made of and what it learns from. */
export function usualName(config: TrainingConfig, { name }: Pick<DatasetRecord, 'name'>): string {
  const size = config.kind === 'hvae' ? `${config.latentSize} + ${config.detailSize}` : config.latentSize
  return `${kindLabels[config.kind]} ${size}, ${name}`.slice(0, longestName)
}

/** What a configuration becomes. @throws RangeError when the kind has no such setting, or not such a value */
export function adjustedConfig(config: TrainingConfig, adjustment: Adjustment): TrainingConfig {
  if (adjustment.klWeight !== undefined && !('klWeight' in config))
    throw new RangeError(`a model of kind ${config.kind} has no KL weight`)
  return checked(adjusted(config, adjustment))
}

function checked(config: object): TrainingConfig {
  const result = trainingConfigSchema.safeParse(config)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new RangeError(`the setting ${issue?.path.join('.')} cannot be used: ${issue?.message}`)
}
