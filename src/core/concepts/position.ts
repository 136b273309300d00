import type { ConceptRecord } from '../records/concept'
import { dot } from '../statistics/moments'

type Axis = Pick<ConceptRecord, 'direction' | 'unitLength' | 'meanAlong' | 'safeRange'>

/** Where a code lies along a concept, in units (standard deviations of the data) from the data's mean. */
export function positionAlong(concept: Axis, z: ArrayLike<number>): number {
  return (dot(concept.direction, z) - concept.meanAlong) / concept.unitLength
}

/** The amounts [least, most] that keep a code within the concept's safe range. */
export function safeAmounts(concept: Axis, code: ArrayLike<number>): [number, number] {
  const position = positionAlong(concept, code)
  return [concept.safeRange[0] - position, concept.safeRange[1] - position]
}
