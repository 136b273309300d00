import { defaultConfigs, type TrainingConfig, type WantedConfig } from '../../core/records/training'
import type { DatasetRecord } from '../../core/records/dataset'
import { trainingConfigSchema } from '../../document'

/** Fills in what was not said, and checks the whole. @throws RangeError that names what is wrong */
export function completeConfig(wanted: WantedConfig, dataset: DatasetRecord): TrainingConfig {
  const config = { ...defaultConfigs[wanted.kind ?? 'vae'], ...wanted }
  const result = trainingConfigSchema.safeParse(config)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new RangeError(`the setting ${issue?.path.join('.')} cannot be used: ${issue?.message}`)
  }
  if (dataset.count < 10) throw new RangeError('a model needs at least 10 images to learn from')
  return result.data
}
