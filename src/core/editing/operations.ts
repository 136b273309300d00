/**
 * Edits as what hands do to them: each function sets one thing and leaves the rest.
 *
 * They keep an order in which no slider is dead: first what refining found of the image's own code, then what is taken
 * from other images and truncation, then all that lies on top, of which what was touched last has the last word. Where a
 * person chose the order (`placed`), it stays. What is switched off counts as not there, and is on once it is set.
 */
import type { Operation, OperationOf, PartName } from '../records/edit'
import { aboveOwn, additive, moveBy, ownMoves, put, putBelow } from './order'

const isOn = ({ off }: Operation): boolean => !off

/** The amount of one concept in an edit; 0 when it is not there. */
export function amountOf(operations: readonly Operation[], conceptId: string): number {
  for (const operation of operations)
    if (operation.kind === 'concept' && operation.conceptId === conceptId && isOn(operation))
      return operation.amount
  return 0
}

/**
 * The operations with one concept set to `amount`; an amount of 0 takes the operation out.
 *
 * @param keep concepts that it leaves as they are
 */
export function withAmount(
  operations: readonly Operation[],
  conceptId: string,
  amount: number,
  keep: readonly string[] = [],
): Operation[] {
  const isIt = (operation: Operation): boolean =>
    operation.kind === 'concept' && operation.conceptId === conceptId
  const next = keeping({ kind: 'concept', conceptId, amount }, keep)
  return put(operations, isIt, next, amount === 0)
}

/** The operations with all concepts leaving these as they are, and no others. */
export const withKept = (operations: readonly Operation[], keep: readonly string[]): Operation[] =>
  operations.map((operation) => (operation.kind === 'concept' ? keeping(operation, keep) : operation))

/** Its own id is not among what a concept keeps; without any it is written as ever. */
function keeping(concept: OperationOf<'concept'>, keep: readonly string[]): OperationOf<'concept'> {
  const others = keep.filter((id) => id !== concept.conceptId).sort()
  const next = { ...concept }
  delete next.keep
  return others.length > 0 ? { ...next, keep: others } : next
}

/** What the concepts of an edit leave as it is; undefined where it has none that could. */
export function keptOf(operations: readonly Operation[]): string[] | undefined {
  const concepts = operations.filter((operation) => operation.kind === 'concept')
  if (concepts.length === 0) return undefined
  return [...new Set(concepts.flatMap(({ keep = [] }) => keep))].sort()
}

/** The operations with one condition set to `value`; undefined leaves it as the image's own code has it. */
export function withCondition(
  operations: readonly Operation[],
  name: string,
  value: number | undefined,
): Operation[] {
  const isIt = (operation: Operation): boolean => operation.kind === 'condition' && operation.name === name
  return value === undefined
    ? operations.filter((operation) => !isIt(operation) || !isOn(operation))
    : put(operations, isIt, { kind: 'condition', name, value })
}

/** What was added to one number of the code by hand, in latent units. */
export function latentOf(operations: readonly Operation[], dimension: number): number {
  let sum = 0
  for (const operation of operations)
    if (operation.kind === 'latent' && operation.dimension === dimension && isOn(operation))
      sum += operation.offset
  return sum
}

/** The operations with `offset` added to one number of the code, in latent units; 0 takes it out. */
export function withLatent(operations: readonly Operation[], dimension: number, offset: number): Operation[] {
  const isIt = (operation: Operation): boolean =>
    operation.kind === 'latent' && operation.dimension === dimension
  return put(operations, isIt, { kind: 'latent', dimension, offset }, offset === 0)
}

/** Where a part of the code comes from and how far; undefined where it is the image's own. */
export function mixOf(operations: readonly Operation[], part: PartName): OperationOf<'mix'> | undefined {
  return operations.find(
    (operation): operation is OperationOf<'mix'> =>
      operation.kind === 'mix' && operation.part === part && isOn(operation),
  )
}

/** The operations with a part of the code from elsewhere; without a source it is the image's own again. */
export function withMix(
  operations: readonly Operation[],
  part: PartName,
  source: { other: number; amount: number } | undefined,
): Operation[] {
  const isIt = (operation: Operation): boolean => operation.kind === 'mix' && operation.part === part
  if (!source) return operations.filter((operation) => !isIt(operation) || !isOn(operation))
  return putBelow(operations, isIt, { kind: 'mix', part, ...source })
}

/** How far the code is from the mean one, as a share of how far it was. */
export function truncationOf(operations: readonly Operation[]): number {
  const found = operations.find((operation) => operation.kind === 'truncation' && isOn(operation))
  return found?.kind === 'truncation' ? found.factor : 1
}

/** The operations with truncation set; 1 takes it out. */
export function withTruncation(operations: readonly Operation[], factor: number): Operation[] {
  const isIt = ({ kind }: Operation): boolean => kind === 'truncation'
  return putBelow(operations, isIt, { kind: 'truncation', factor }, factor === 1)
}

/**
 * The operations with the drag on the map replaced by `offset`, so that dragging twice does not pile up. It comes last:
 * the code ends where the operations without it lead, plus `offset`. What refining found stays where it matters.
 */
export function withMove(operations: readonly Operation[], offset: ArrayLike<number>): Operation[] {
  const isSum = operations.every(additive)
  const own = isSum ? [] : ownMoves(operations)
  const stays = (operation: Operation, i: number): boolean =>
    operation.kind !== 'move' ||
    !isOn(operation) ||
    own.includes(operation) ||
    (operation.placed === true && !operations.slice(i + 1).every(additive))
  return [...operations.filter(stays), ...moveBy(offset)]
}

/** How far refining (or a drag with nothing below it) took the image's own code, [latentSize]. */
export function ownOffsetOf(operations: readonly Operation[], latentSize: number): Float32Array {
  const sum = new Float32Array(latentSize)
  for (const { offset } of ownMoves(operations)) offset.forEach((x, i) => (sum[i] = (sum[i] ?? 0) + x))
  return sum
}

/** The operations on top of another code in the place of the image's own, `offset` away from it. */
export function withOwnOffset(operations: readonly Operation[], offset: ArrayLike<number>): Operation[] {
  return [...moveBy(offset), ...aboveOwn(operations)]
}
