/**
 * Edits as what hands do to them: each function sets one thing and leaves the rest.
 *
 * They keep an order in which no slider is dead: first what refining found of the image's own code, then what is taken
 * from other images and truncation, then all that lies on top, of which what was touched last has the last word.
 */
import type { Operation, OperationOf, PartName } from '../records/edit'

type Kind = Operation['kind']

/** What comes from other images, part by part, and what is done to the whole. */
const lower: readonly Kind[] = ['mix', 'truncation']
const additive: readonly Kind[] = ['concept', 'move']

const isMove = ({ kind }: Operation): boolean => kind === 'move'
const isAdditive = ({ kind }: Operation): boolean => additive.includes(kind)

/** Whether the order of two operations makes no difference. */
const commute = (a: Operation, b: Operation): boolean =>
  (isAdditive(a) && isAdditive(b)) || (a.kind === 'condition' && b.kind === 'condition')

/** The amount of one concept in an edit; 0 when it is not there. */
export function amountOf(operations: readonly Operation[], conceptId: string): number {
  for (const operation of operations)
    if (operation.kind === 'concept' && operation.conceptId === conceptId) return operation.amount
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
  return put(operations, isIt, amount === 0 ? undefined : next)
}

/** The operations with all concepts leaving these as they are, and no others. */
export const withKept = (operations: readonly Operation[], keep: readonly string[]): Operation[] =>
  operations.map((operation) => (operation.kind === 'concept' ? keeping(operation, keep) : operation))

/** Its own id is not among what a concept keeps; without any it is written as ever. */
function keeping(
  { kind, conceptId, amount }: OperationOf<'concept'>,
  keep: readonly string[],
): OperationOf<'concept'> {
  const others = keep.filter((id) => id !== conceptId).sort()
  return { kind, conceptId, amount, ...(others.length > 0 && { keep: others }) }
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
  return put(operations, isIt, value === undefined ? undefined : { kind: 'condition', name, value })
}

/** In its place where nothing that lies over it would hide it, else last. */
function put(
  operations: readonly Operation[],
  isIt: (operation: Operation) => boolean,
  next: Operation | undefined,
): Operation[] {
  const [at, rest] = [operations.findIndex(isIt), operations.filter((operation) => !isIt(operation))]
  if (!next) return rest
  const isOnTop = at >= 0 && operations.slice(at + 1).every((over) => commute(next, over))
  return isOnTop ? operations.map((operation, i) => (i === at ? next : operation)) : [...rest, next]
}

/** Where a part of the code comes from and how far; undefined where it is the image's own. */
export function mixOf(operations: readonly Operation[], part: PartName): OperationOf<'mix'> | undefined {
  return operations.find(
    (operation): operation is OperationOf<'mix'> => operation.kind === 'mix' && operation.part === part,
  )
}

/** The operations with a part of the code from elsewhere; without a source it is the image's own again. */
export function withMix(
  operations: readonly Operation[],
  part: PartName,
  source: { other: number; amount: number } | undefined,
): Operation[] {
  const isIt = (operation: Operation): boolean => operation.kind === 'mix' && operation.part === part
  return putBelow(operations, isIt, source && { kind: 'mix', part, ...source })
}

/** How far the code is from the mean one, as a share of how far it was. */
export function truncationOf(operations: readonly Operation[]): number {
  const found = operations.find(({ kind }) => kind === 'truncation')
  return found?.kind === 'truncation' ? found.factor : 1
}

/** The operations with truncation set; 1 takes it out. */
export function withTruncation(operations: readonly Operation[], factor: number): Operation[] {
  const next: Operation = { kind: 'truncation', factor }
  return putBelow(operations, ({ kind }) => kind === 'truncation', factor === 1 ? undefined : next)
}

/** Right over the image's own code, mixes before truncation. */
function putBelow(
  operations: readonly Operation[],
  isIt: (operation: Operation) => boolean,
  next: Operation | undefined,
): Operation[] {
  const rest = operations.filter((operation) => !isIt(operation))
  const all = next ? [...rest, next] : rest
  const below = lower.flatMap((kind) => all.filter((operation) => operation.kind === kind))
  const above = aboveOwn(operations).filter(({ kind }) => !lower.includes(kind))
  return [...ownMoves(operations), ...below, ...above]
}

/**
 * The operations with the drag on the map replaced by `offset`, so that dragging twice does not pile up. It comes last:
 * the code ends where the operations without it lead, plus `offset`. What refining found stays where it matters.
 */
export function withMove(operations: readonly Operation[], offset: ArrayLike<number>): Operation[] {
  const rest = operations.filter(
    (operation, i) => !isMove(operation) || (i === 0 && !operations.every(isAdditive)),
  )
  return [...rest, ...moveBy(offset)]
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

const moveBy = (offset: ArrayLike<number>): OperationOf<'move'>[] => {
  const moved = Array.from(offset)
  return moved.every((x) => x === 0) ? [] : [{ kind: 'move', offset: moved }]
}

/** Among sums all moves may as well come first; else it is the one that does. */
function ownMoves(operations: readonly Operation[]): OperationOf<'move'>[] {
  const first = operations.every(isAdditive) ? operations : operations.slice(0, 1)
  return first.filter((operation): operation is OperationOf<'move'> => operation.kind === 'move')
}

function aboveOwn(operations: readonly Operation[]): Operation[] {
  const own = ownMoves(operations)
  return operations.filter((operation) => !own.some((move) => move === operation))
}
