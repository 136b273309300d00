import { codeOf, evaluateEdit, type EditSpace } from '../editing/evaluate'
import type { Operation, OperationOf } from '../records/edit'
import type { KeyframeContent } from '../records/timeline'

/** What is seen at a keyframe, parted into its code and the amounts of concepts that lie on top of it. */
export interface PartedCode {
  /** [latentSize] */
  code: Float32Array
  amounts: ReadonlyMap<string, number>
}

/**
 * Parts a keyframe so that evaluating the amounts from the code gives the whole edit again.
 *
 * Only concepts over which nothing but concepts and moves lies are taken out: those commute. A code of another size, or
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
  for (const { conceptId, amount } of onTop) amounts.set(conceptId, (amounts.get(conceptId) ?? 0) + amount)
  return { code: evaluateEdit(own, below, space), amounts }
}

/** The whole code of a keyframe. */
export function codeOfKeyframe(content: KeyframeContent, space: EditSpace): Float32Array {
  const { code, amounts } = partedCode(content, space)
  return withAmounts(code, amounts, space)
}

/** A code with concepts on top, [latentSize]. */
export function withAmounts(
  code: Float32Array,
  amounts: Iterable<readonly [string, number]>,
  space: EditSpace,
): Float32Array {
  const operations = [...amounts].map(([conceptId, amount]): Operation => ({
    kind: 'concept',
    conceptId,
    amount,
  }))
  return evaluateEdit(code, operations, space)
}

function parted(operations: readonly Operation[]): { below: Operation[]; onTop: OperationOf<'concept'>[] } {
  const last = operations.findLastIndex(({ kind }) => kind !== 'concept' && kind !== 'move')
  const [below, onTop]: [Operation[], OperationOf<'concept'>[]] = [operations.slice(0, last + 1), []]
  for (const operation of operations.slice(last + 1))
    if (operation.kind === 'concept') onTop.push(operation)
    else below.push(operation)
  return { below, onTop }
}
