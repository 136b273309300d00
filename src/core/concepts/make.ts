import type { ConceptRecord, ConceptSource } from '../records/concept'
import { norm } from '../statistics/moments'
import { alongDirection } from './along'
import { effectsOf, type ConceptBasis } from './probes'
import {
  fromComponent,
  fromExamples,
  fromFaces,
  fromFactor,
  fromLabels,
  fromNumber,
  fromSum,
  type Found,
} from './source'

/** A concept before it has a place in a document. */
export type MadeConcept = Omit<
  ConceptRecord,
  'version' | 'id' | 'modelId' | 'note' | 'order' | 'isDeleted' | 'createdAt'
>

/** What some sources need beside the data. */
export interface Ingredients {
  basis: ConceptBasis
  /** That a sum may be made of. */
  concepts?: readonly ConceptRecord[]
  /** `A^T A` of what the decoder's first layer does to a code, row-major [latentSize, latentSize]. */
  layer?: Float64Array
}

/**
 * A concept from any source, in units of the data, with its quality and what else it moves.
 *
 * @throws RangeError that says why there can be none
 */
export function makeConcept(ingredients: Ingredients, source: ConceptSource): MadeConcept {
  const { basis } = ingredients
  const found = find(ingredients, source)
  const direction = unitVector(found.direction)
  if (!direction) throw new RangeError(`"${found.name}" is no direction: the codes do not differ there`)
  const along = alongDirection(basis.data, direction)
  if (!(along.unitLength > 0))
    throw new RangeError(`all pictures lie at the same place along "${found.name}"`)
  const boundary = found.boundary && unitVector(found.boundary)
  return {
    name: found.name,
    source,
    direction,
    ...(boundary && { boundary }),
    ...along,
    ...(found.quality && { quality: found.quality }),
    leakage: effectsOf(basis, direction, along.unitLength, found.attribute),
    examples: found.examples,
  }
}

function find({ basis, concepts = [], layer }: Ingredients, source: ConceptSource): Found {
  switch (source.kind) {
    case 'labels':
      return fromLabels(basis, source)
    case 'number':
      return fromNumber(basis, source)
    case 'examples':
      return fromExamples(basis, source)
    case 'faces':
      return fromFaces(basis, source)
    case 'component':
      return fromComponent(basis, source)
    case 'factor':
      return fromFactor(basis, source, layer)
    case 'sum':
      return fromSum(basis, source, concepts)
  }
}

function unitVector(direction: ArrayLike<number>): number[] | undefined {
  const length = norm(direction)
  return length > 0 && Number.isFinite(length) ? Array.from(direction, (x) => x / length) : undefined
}
