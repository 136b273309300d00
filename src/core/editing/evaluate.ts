import { unitKeeping, type Unit } from '../concepts/keep'
import type { ConceptRecord } from '../records/concept'
import type { Operation, OperationOf } from '../records/edit'
import type { TrainingConfig } from '../records/training'
import { hasTruncation, placeOfCondition, rangeOf } from './parts'

/** What evaluation needs to know of a concept. */
type ConceptDirection = Pick<ConceptRecord, 'id' | 'direction' | 'boundary' | 'unitLength'>

/** The codes of a whole data set. */
export interface Codes {
  count: number
  latentSize: number
  /** Row-major [count, latentSize]. */
  mu: Float32Array
  /** Pictures beside the data; their numbers begin at `count`. No statistics know them. */
  guests?: readonly GuestCode[]
}

interface GuestCode {
  image: number
  /** [latentSize] */
  code: Float32Array
}

/** What edits of images of one model are evaluated with. */
export interface EditSpace extends Codes {
  config: TrainingConfig
  concepts: readonly ConceptDirection[]
}

/** An image's own code, a view; undefined when there is no such image, of the data or beside them. */
export function codeOf({ mu, count, latentSize, guests }: Codes, image: number): Float32Array | undefined {
  if (image >= count) return guests?.find((guest) => guest.image === image)?.code
  if (!(Number.isInteger(image) && image >= 0)) return undefined
  return mu.subarray(image * latentSize, (image + 1) * latentSize)
}

/**
 * The code that an edit gives, [latentSize]: the operations one after the other, in their order.
 *
 * A pure function of its arguments. An operation that names what does not exist (a concept, an image, a part, a
 * condition) changes nothing, nor does one that is switched off.
 */
export function evaluateEdit(
  code: Float32Array,
  operations: readonly Operation[],
  space: EditSpace,
): Float32Array {
  const z = Float32Array.from(code)
  for (const operation of operations) if (!operation.off) apply(z, operation, space)
  return z
}

function apply(z: Float32Array, operation: Operation, space: EditSpace): void {
  switch (operation.kind) {
    case 'mix':
      return mix(z, operation, space)
    case 'truncation':
      return truncate(z, operation.factor, space.config)
    case 'condition':
      return tell(z, operation, space.config)
    case 'concept':
      return addConcept(z, operation, space)
    case 'move':
      return addScaled(z, operation.offset, 1)
    case 'latent':
      return addAt(z, operation)
  }
}

/** In a straight line: `z + amount (other - z)`. */
function mix(z: Float32Array, { part, other, amount }: OperationOf<'mix'>, space: EditSpace): void {
  const [range, code] = [rangeOf(space.config, part), codeOf(space, other)]
  if (!range || !code) return
  for (let i = range.start; i < range.start + range.size; i++) z[i] = (1 - amount) * z[i]! + amount * code[i]!
}

/** Karras et al. 2019, "A style-based generator architecture", appendix B; the mean style is 0. */
function truncate(z: Float32Array, factor: number, config: TrainingConfig): void {
  if (hasTruncation(config)) z.forEach((x, i) => (z[i] = factor * x))
}

function tell(z: Float32Array, { name, value }: OperationOf<'condition'>, config: TrainingConfig): void {
  const place = placeOfCondition(config, name)
  if (place !== undefined) z[place] = value
}

function addConcept(
  z: Float32Array,
  { conceptId, amount, keep }: OperationOf<'concept'>,
  space: EditSpace,
): void {
  const concept = space.concepts.find(({ id }) => id === conceptId)
  const unit = concept && unitOf(concept, keep ?? [], space)
  if (unit) addScaled(z, unit.direction, amount * unit.length)
}

/** By the concepts, which are never changed in place: a slider asks for the same unit at every step. */
const units = new WeakMap<
  readonly ConceptDirection[],
  Map<string, { mu: Float32Array; unit: Unit | undefined }>
>()

function unitOf(concept: ConceptDirection, keep: readonly string[], space: EditSpace): Unit | undefined {
  if (keep.length === 0) return { direction: concept.direction, length: concept.unitLength }
  const known = units.get(space.concepts) ?? new Map<string, { mu: Float32Array; unit: Unit | undefined }>()
  units.set(space.concepts, known)
  const key = [concept.id, ...[...keep].sort()].join()
  const found = known.get(key)
  if (found?.mu === space.mu) return found.unit
  const unit = unitKeeping(concept, keep, space.concepts, space)
  known.set(key, { mu: space.mu, unit })
  return unit
}

function addAt(z: Float32Array, { dimension, offset }: OperationOf<'latent'>): void {
  if (dimension < z.length) z[dimension] = z[dimension]! + offset
}

function addScaled(z: Float32Array, direction: ArrayLike<number>, scale: number): void {
  for (let i = 0; i < z.length; i++) z[i] = z[i]! + scale * (direction[i] ?? 0)
}
