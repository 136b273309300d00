import type { TrainingConfig } from '../records/training'

/** What may be moved while a model learns. */
export interface Adjustment {
  /** Weight of the KL term; of kinds that have one. */
  klWeight?: number
  /** Adam's step size at the start; how it falls over the run stays as it was. */
  learningRate?: number
}

/** The configuration with what was moved. A kind that has no such setting keeps what it has. */
export function adjusted<Config extends TrainingConfig>(
  config: Config,
  { klWeight, learningRate }: Adjustment,
): Config {
  return {
    ...config,
    ...(klWeight !== undefined && 'klWeight' in config && { klWeight }),
    ...(learningRate !== undefined && { learningRate }),
  }
}
