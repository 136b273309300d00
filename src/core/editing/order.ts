/** Where an operation stands among the others. */
import type { Operation, OperationOf } from '../records/edit'

/** Whether it only adds to the code, or does nothing. */
export const additive = ({ kind, off }: Operation): boolean =>
  off === true || kind === 'concept' || kind === 'move' || kind === 'latent'

/** Whether the order of two operations makes no difference, whatever the code. */
function commute(a: Operation, b: Operation): boolean {
  if (a.off || b.off || (additive(a) && additive(b))) return true
  if (a.kind === 'condition' && b.kind === 'condition') return a.name !== b.name
  if (a.kind !== 'mix' || b.kind !== 'mix') return false
  return a.part !== b.part && a.part !== 'whole' && b.part !== 'whole'
}

type Is = (operation: Operation) => boolean

/**
 * In its place where a person put it there or nothing that lies over it would hide it, else last.
 *
 * @param isNothing whether `next` does nothing: then it is taken out, but for a place that a person chose, and what is
 *   off already stays as it is
 */
export function put(
  operations: readonly Operation[],
  isIt: Is,
  next: Operation,
  isNothing = false,
): Operation[] {
  const at = operations.findIndex(isIt)
  const [before, rest] = [operations[at], operations.filter((operation) => !isIt(operation))]
  if (!before) return isNothing ? rest : [...rest, next]
  if (isNothing && before.off) return [...operations]
  if (isNothing && !before.placed) return rest
  if (before.placed || operations.slice(at + 1).every((over) => commute(next, over)))
    return replacedAt(operations, at, next, isIt)
  return [...rest, next]
}

/** As `next`, and still put there by a person; others that `isIt` finds go. */
const replacedAt = (operations: readonly Operation[], at: number, next: Operation, isIt: Is): Operation[] =>
  operations.flatMap((operation, i) => {
    if (i === at) return [{ ...next, ...(operation.placed && { placed: operation.placed }) }]
    return isIt(operation) ? [] : [operation]
  })

/** Right over the image's own code, mixes before truncation; in its place where a person put it there. */
export function putBelow(
  operations: readonly Operation[],
  isIt: Is,
  next: Operation,
  isNothing = false,
): Operation[] {
  const at = operations.findIndex(isIt)
  const before = operations[at]
  if (before && isNothing) return put(operations, isIt, next, true)
  if (before && (before.placed || isFound(operations, at, next)))
    return replacedAt(operations, at, next, isIt)
  if (isNothing) return [...operations]
  const isPlaced = operations.some(({ placed }) => placed)
  const rest = (isPlaced ? operations : [...ownMoves(operations), ...aboveOwn(operations)]).filter(
    (operation) => !isIt(operation),
  )
  const place = firstPlace(rest, next)
  return [...rest.slice(0, place), next, ...rest.slice(place)]
}

/** Whether it stands among its like, where it makes no difference which of them is first. */
function isFound(operations: readonly Operation[], at: number, next: Operation): boolean {
  const rest = operations.filter((_, i) => i !== at)
  const place = firstPlace(rest, next)
  const [from, to] = [Math.min(at, place), Math.max(at, place)]
  return rest.slice(from, to).every((other) => commute(next, other))
}

/** After the own moves and mixes that begin the edit, and for truncation after that too. */
function firstPlace(operations: readonly Operation[], next: Operation): number {
  const own = ownMoves(operations)
  const isBefore = (operation: Operation): boolean =>
    operation.kind === 'mix' ||
    operation.off === true ||
    own.some((move) => move === operation) ||
    (operation.kind === 'truncation' && next.kind === 'truncation')
  const first = operations.findIndex((operation) => !isBefore(operation))
  return first < 0 ? operations.length : first
}

export const moveBy = (offset: ArrayLike<number>): OperationOf<'move'>[] => {
  const moved = Array.from(offset)
  return moved.every((x) => x === 0) ? [] : [{ kind: 'move', offset: moved }]
}

/** Among sums all moves may as well come first; else it is the one that does. */
export function ownMoves(operations: readonly Operation[]): OperationOf<'move'>[] {
  const on = operations.filter(({ off }) => !off)
  const first = on.every(additive) ? on : on.slice(0, 1)
  return first.filter((operation): operation is OperationOf<'move'> => operation.kind === 'move')
}

export function aboveOwn(operations: readonly Operation[]): Operation[] {
  const own = ownMoves(operations)
  return operations.filter((operation) => !own.some((move) => move === operation))
}
