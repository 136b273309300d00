import type { Operation } from '../records/edit'
import { codeSizeOf, conditionsOf, kindLabels, type TrainingConfig } from '../records/training'
import { hasTruncation, partsOf, placeOfCondition, rangeOf } from './parts'

/** What of a model's images an operation may name. */
export interface KnownImages {
  /** Of the data. */
  count: number
  /** Beside the data. */
  guests?: readonly { image: number }[]
}

export function hasImage({ count, guests }: KnownImages, image: number): boolean {
  if (image >= count) return guests?.some((guest) => guest.image === image) ?? false
  return Number.isInteger(image) && image >= 0
}

/**
 * Evaluating passes over what a model does not have; who commits such an edit made a mistake that should be told.
 *
 * @throws RangeError that says what there is
 */
export function assertFitting(
  operations: readonly Operation[],
  config: TrainingConfig,
  images: KnownImages,
): void {
  for (const operation of operations) {
    const fault = faultOf(operation, config, images)
    if (fault) throw new RangeError(fault)
  }
}

function faultOf(operation: Operation, config: TrainingConfig, images: KnownImages): string | undefined {
  const kind = kindLabels[config.kind]
  switch (operation.kind) {
    case 'mix':
      if (!rangeOf(config, operation.part))
        return `codes of this ${kind} have no part "${operation.part}"; there are: ${listed(['whole', ...partsOf(config).map(({ name }) => name)])}`
      return hasImage(images, operation.other)
        ? undefined
        : `there is no image ${operation.other}; there are ${images.count}`
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
