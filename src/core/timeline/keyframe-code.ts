import { codeOf, evaluateEdit, type EditSpace } from '../editing/evaluate'
import { additive } from '../editing/order'
import type { Operation, OperationOf } from '../records/edit'
import type { KeyframeContent } from '../records/timeline'

/** What is seen at a keyframe, parted into its code and the amounts of concepts that lie on top of it. */
export interface PartedCode {
  /** [latentSize] */
  code: Float32Array
  /** By what `unitKey` makes of a concept and those that it keeps. */
  amounts: ReadonlyMap<string, number>
}

/** One concept with others kept is another direction, and has an amount of its own. */
const unitKey = ({ conceptId, keep = [] }: OperationOf<'concept'>): string => [conceptId, ...keep].join()

/** The concept of a key. */
export const conceptOfKey = (key: string): string => key.split(',')[0]!

/**
 * Parts a keyframe so that evaluating the amounts from the code gives the whole edit again.
 *
 * Only concepts over which nothing lies but what adds to the code are taken out: those commute. A code of another size, or
 * an image that is not there, gives the middle of the prior.
 */
export function partedCode(content: KeyframeContent, space: EditSpace): PartedCode {
  const { latentSize } = space
  if (content.kind === 'code') {
    const isFitting = content.code.length === latentSize
    return {
      code: isFitting ? Float32Array.from(content.code) : new Float32Array(latentSize),
      amounts: new Map(),
    }
  }
  const own = codeOf(space, content.image) ?? new Float32Array(latentSize)
  const { below, onTop } = parted(content.operations)
  const amounts = new Map<string, number>()
  for (const concept of onTop) {
    const key = unitKey(concept)
    amounts.set(key, (amounts.get(key) ?? 0) + concept.amount)
  }
  return { code: evaluateEdit(own, below, space), amounts }
}

/** The whole code of a keyframe. */
export function codeOfKeyframe(content: KeyframeContent, space: EditSpace): Float32Array {
  const { code, amounts } = partedCode(content, space)
  return withAmounts(code, amounts, space)
}

/** A code with concepts on top, each by its id or the key of a `PartedCode`; [latentSize]. */
export function withAmounts(
  code: Float32Array,
  amounts: Iterable<readonly [string, number]>,
  space: EditSpace,
): Float32Array {
  const operations = [...amounts].map(([key, amount]): Operation => {
    const [conceptId = '', ...keep] = key.split(',')
    return { kind: 'concept', conceptId, amount, keep }
  })
  return evaluateEdit(code, operations, space)
}

function parted(all: readonly Operation[]): { below: Operation[]; onTop: OperationOf<'concept'>[] } {
  const operations = all.filter(({ off }) => !off)
  const last = operations.findLastIndex((operation) => !additive(operation))
  const [below, onTop]: [Operation[], OperationOf<'concept'>[]] = [operations.slice(0, last + 1), []]
  for (const operation of operations.slice(last + 1))
    if (operation.kind === 'concept') onTop.push(operation)
    else below.push(operation)
  return { below, onTop }
}
