import type { Operation } from '../records/edit'
import { codeSizeOf, conditionsOf, kindLabels, type TrainingConfig } from '../records/training'
import { hasTruncation, partsOf, placeOfCondition, rangeOf } from './parts'

/**
 * Evaluating passes over what a model does not have; who commits such an edit made a mistake that should be told.
 *
 * @param count images of the model's data
 * @throws RangeError that says what there is
 */
export function assertFitting(operations: readonly Operation[], config: TrainingConfig, count: number): void {
  for (const operation of operations) {
    const fault = faultOf(operation, config, count)
    if (fault) throw new RangeError(fault)
  }
}

function faultOf(operation: Operation, config: TrainingConfig, count: number): string | undefined {
  const kind = kindLabels[config.kind]
  switch (operation.kind) {
    case 'mix':
      if (!rangeOf(config, operation.part))
        return `codes of this ${kind} have no part "${operation.part}"; there are: ${listed(['whole', ...partsOf(config).map(({ name }) => name)])}`
      return operation.other < count ? undefined : `there is no image ${operation.other}; there are ${count}`
    case 'condition':
      if (placeOfCondition(config, operation.name) !== undefined) return undefined
      return `this ${kind} is not told "${operation.name}"; it is told: ${listed(conditionsOf(config))}`
    case 'truncation':
      return hasTruncation(config) ? undefined : `codes of this ${kind} are no styles that can be truncated`
    case 'latent':
      if (operation.dimension < codeSizeOf(config)) return undefined
      return `codes of this ${kind} have no dimension ${operation.dimension}; they have ${codeSizeOf(config)}, from 0`
    case 'concept':
    case 'move':
      return undefined
  }
}

const listed = (names: readonly string[]): string => names.join(', ') || 'nothing'
