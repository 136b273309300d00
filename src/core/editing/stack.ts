/** An edit as a stack of rows: each function changes what stands at one place, and nothing else moves. */
import { mostTruncation, type Operation } from '../records/edit'

/** Another operation at a place; one that was put there by a person still is. */
export const replacedAt = (operations: readonly Operation[], at: number, next: Operation): Operation[] =>
  operations.map((operation, i) => (i === at ? next : operation))

export const withoutAt = (operations: readonly Operation[], at: number): Operation[] =>
  operations.filter((_, i) => i !== at)

/** Off what was on, and on what was off. */
export function switchedAt(operations: readonly Operation[], at: number): Operation[] {
  return operations.map((operation, i) => {
    if (i !== at) return operation
    const { off, ...others } = operation
    return off ? others : { ...others, off: true }
  })
}

/** One operation at another place. From then on the order is a person's: sliders leave all where they stand. */
export function movedTo(operations: readonly Operation[], from: number, to: number): Operation[] {
  const moved = operations[from]
  if (!moved || from === to || to < 0 || to >= operations.length) return [...operations]
  return withoutAt(operations, from)
    .toSpliced(to, 0, moved)
    .map((operation) => ({ ...operation, placed: true }))
}

/**
 * The whole edit weaker or stronger: at 0 it does nothing, at 1 it is as it was. A mix ends where the other image is.
 *
 * @param restOf what the model would be told of a condition without the edit, -1 to 1
 */
export function withStrength(
  operations: readonly Operation[],
  strength: number,
  restOf: (condition: string) => number,
): Operation[] {
  return operations.map((operation) => scaled(operation, strength, restOf))
}

function scaled(operation: Operation, strength: number, restOf: (condition: string) => number): Operation {
  switch (operation.kind) {
    case 'concept':
      return { ...operation, amount: strength * operation.amount }
    case 'move':
      return { ...operation, offset: operation.offset.map((x) => strength * x) }
    case 'latent':
      return { ...operation, offset: strength * operation.offset }
    case 'mix':
      return { ...operation, amount: limited(strength * operation.amount, 0, 1) }
    case 'truncation':
      return { ...operation, factor: limited(1 + strength * (operation.factor - 1), 0, mostTruncation) }
    case 'condition': {
      const rest = restOf(operation.name)
      return { ...operation, value: limited(rest + strength * (operation.value - rest), -1, 1) }
    }
  }
}

const limited = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
