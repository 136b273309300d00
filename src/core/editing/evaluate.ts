import type { ConceptRecord } from '../records/concept'
import type { Operation } from '../records/edit'

/** What evaluation needs to know of a concept. */
export type ConceptDirection = Pick<ConceptRecord, 'id' | 'direction' | 'unitLength'>

/**
 * The code that an edit gives: `z = code + sum of operations`, [latentSize].
 *
 * A pure function of its arguments. An operation that names a concept which no longer exists changes nothing.
 */
export function evaluateEdit(
  code: Float32Array,
  operations: readonly Operation[],
  concepts: readonly ConceptDirection[],
): Float32Array {
  const z = Float32Array.from(code)
  for (const operation of operations) addOperation(z, operation, concepts)
  return z
}

function addOperation(z: Float32Array, operation: Operation, concepts: readonly ConceptDirection[]): void {
  if (operation.kind === 'move') return addScaled(z, operation.offset, 1)
  const concept = concepts.find(({ id }) => id === operation.conceptId)
  if (concept) addScaled(z, concept.direction, operation.amount * concept.unitLength)
}

function addScaled(z: Float32Array, direction: readonly number[], scale: number): void {
  for (let i = 0; i < z.length; i++) z[i] = z[i]! + scale * (direction[i] ?? 0)
}

/** The amount of one concept in an edit; 0 when it is not there. */
export function amountOf(operations: readonly Operation[], conceptId: string): number {
  for (const operation of operations)
    if (operation.kind === 'concept' && operation.conceptId === conceptId) return operation.amount
  return 0
}

/** The operations with one concept set to `amount`; an amount of 0 takes the operation out. */
export function withAmount(operations: readonly Operation[], conceptId: string, amount: number): Operation[] {
  const isIt = (operation: Operation): boolean =>
    operation.kind === 'concept' && operation.conceptId === conceptId
  const next: Operation = { kind: 'concept', conceptId, amount }
  if (amount === 0) return operations.filter((operation) => !isIt(operation))
  if (!operations.some(isIt)) return [...operations, next]
  return operations.map((operation) => (isIt(operation) ? next : operation))
}

/** The operations with the map move replaced by `offset`, so that dragging twice does not pile up operations. */
export function withMove(operations: readonly Operation[], offset: ArrayLike<number>): Operation[] {
  const rest = operations.filter(({ kind }) => kind !== 'move')
  const moved = Array.from(offset)
  return moved.every((x) => x === 0) ? rest : [...rest, { kind: 'move', offset: moved }]
}

/** The offset of the map move in an edit, [latentSize]; zeros when there is none. */
export function moveOf(operations: readonly Operation[], latentSize: number): Float32Array {
  const move = operations.find((operation) => operation.kind === 'move')
  return move?.kind === 'move' ? Float32Array.from(move.offset) : new Float32Array(latentSize)
}
