import { safeAmounts } from '../../../../core/concepts/position'
import { dimensionsOf } from '../../../../core/editing/dimensions'
import { partsOf } from '../../../../core/editing/parts'
import { histogramReach, type ConceptRecord } from '../../../../core/records/concept'
import { mostTruncation, type Operation, type OperationOf } from '../../../../core/records/edit'
import type { LatentView } from '../../../../protocol/api'
import { mentionOf } from '../../state/image-words'
import { axisUnder } from '../../state/kept-axes'
import { wordsOf } from '../../ui/slider'
import { percent } from './words'

/** One operation as a person reads it and sets it. */
export interface StackRow {
  title: string
  /** What else it is, in a few words. */
  note: string
  value: number
  min: number
  max: number
  safe: readonly [number, number]
  rest: number
  isFine: boolean
  format: (value: number) => string
  /** The operation with another value. */
  at: (value: number) => Operation
}

/** What rows are told with. */
interface Told {
  latent: LatentView
  /** The image's own code. */
  code: Float32Array
  /** What the model would be told of a condition without the edit. */
  restOf: (condition: string) => number
}

const deviations = (value: number): string => `${wordsOf(value)} σ`

export function rowOf(operation: Operation, told: Told): StackRow {
  switch (operation.kind) {
    case 'concept':
      return conceptRow(operation, told)
    case 'mix':
      return {
        ...share,
        title: `${partLabel(operation, told.latent)} of ${mentionOf(operation.other, told.latent.guests)}`,
        note: 'Mix',
        value: operation.amount,
        max: 1,
        at: (amount) => ({ ...operation, amount }),
      }
    case 'truncation':
      return {
        ...share,
        title: 'Truncation',
        note: 'Towards the mean style',
        value: operation.factor,
        max: mostTruncation,
        rest: 1,
        at: (factor) => ({ ...operation, factor }),
      }
    case 'condition':
      return {
        title: operation.name,
        note: 'Told to the model',
        value: operation.value,
        min: -1,
        max: 1,
        safe: [-1, 1],
        rest: told.restOf(operation.name),
        isFine: true,
        format: wordsOf,
        at: (value) => ({ ...operation, value }),
      }
    case 'move':
      return moveRow(operation, told.latent)
    case 'latent':
      return latentRow(operation, told)
  }
}

const share = { min: 0, safe: [0, 1] as const, rest: 0, isFine: true, format: percent }

function partLabel({ part }: OperationOf<'mix'>, { config }: LatentView): string {
  if (part === 'whole') return 'All'
  return partsOf(config).find(({ name }) => name === part)?.label ?? part
}

function conceptRow(operation: OperationOf<'concept'>, { latent, code }: Told): StackRow {
  const concept = latent.concepts.find(({ id }) => id === operation.conceptId)
  const safe = concept
    ? safeAmounts(axisUnder(concept, operation.keep ?? [], latent), code)
    : ([0, 0] as const)
  const reach = Math.max(histogramReach, Math.ceil(Math.max(-safe[0], safe[1], Math.abs(operation.amount))))
  return {
    title: titleOf(concept),
    note: keptWords(operation.keep ?? [], latent.concepts),
    value: operation.amount,
    min: -reach,
    max: reach,
    safe,
    rest: 0,
    isFine: false,
    format: wordsOf,
    at: (amount) => ({ ...operation, amount }),
  }
}

function titleOf(concept: ConceptRecord | undefined): string {
  if (!concept) return 'A concept that is gone'
  return concept.isDeleted ? `${concept.name} (deleted)` : concept.name
}

/** `keeps glasses, beard`; two are named, the rest counted. */
function keptWords(keep: readonly string[], concepts: readonly ConceptRecord[]): string {
  const names = keep.flatMap((id) => concepts.find((one) => one.id === id)?.name ?? [])
  if (names.length === 0) return 'Concept'
  const more = names.length > 2 ? ` and ${names.length - 2} more` : ''
  return `Keeps ${names.slice(0, 2).join(', ')}${more}`
}

/** How far it leads, as a share of how far pictures usually lie from the mean of all. */
function moveRow(operation: OperationOf<'move'>, latent: LatentView): StackRow {
  const value = Math.max(leastMove, Math.hypot(...operation.offset) / spreadOf(latent))
  return {
    title: 'Moved',
    note: 'Dragged or refined',
    value,
    min: leastMove,
    max: Math.max(2, Math.ceil(value)),
    safe: [leastMove, 1],
    rest: value,
    isFine: true,
    format: percent,
    at: (length) => ({ ...operation, offset: operation.offset.map((x) => (x * length) / value) }),
  }
}

/** A move of no length would have lost its direction. */
const leastMove = 0.01

/** Root mean squared distance of the data from their mean. */
function spreadOf(latent: LatentView): number {
  return Math.hypot(...dimensionsOf(latent).deviations) || 1
}

function latentRow(operation: OperationOf<'latent'>, told: Told): StackRow {
  const { dimension, offset } = operation
  const { unit, safe, reach } = dimensionScale(dimension, told)
  return {
    title: `Dimension ${dimension}`,
    note: 'By hand',
    value: offset / unit,
    min: -Math.max(reach, Math.ceil(Math.abs(offset / unit))),
    max: Math.max(reach, Math.ceil(Math.abs(offset / unit))),
    safe,
    rest: 0,
    isFine: false,
    format: deviations,
    at: (value) => ({ ...operation, offset: value * unit }),
  }
}

/** How a dimension is set: in standard deviations of the data, from where the image itself lies. */
export function dimensionScale(
  dimension: number,
  { latent, code }: Pick<Told, 'latent' | 'code'>,
): { unit: number; safe: readonly [number, number]; reach: number } {
  const dimensions = dimensionsOf(latent)
  const unit = dimensions.deviations[dimension]! || 1
  const [least, most] = dimensions.safeOf(dimension)
  const own = code[dimension] ?? 0
  const safe = [(least - own) / unit, (most - own) / unit] as const
  return { unit, safe, reach: Math.max(histogramReach, Math.ceil(Math.max(-safe[0], safe[1]))) }
}
