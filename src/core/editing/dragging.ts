import type { Operation } from '../records/edit'
import type { Projection } from '../projection/projection'
import { codeOf, evaluateEdit, type EditSpace } from './evaluate'
import { withMove } from './operations'

/** A map on which edits are dragged. */
export interface DragMap {
  readonly projection: Projection
  /** Where the data lie, row-major [count, dimensions]. */
  readonly positionsInMap: Float32Array
  readonly dimensions: number
}

/** A point in the hand. */
export interface Held {
  /** Where its edited code lies, [dimensions]. */
  readonly from: readonly number[]
  /** Its edit when the point is dragged to a place, [dimensions]. */
  moveTo(pointInMap: readonly number[]): Operation[]
}

/**
 * Where an edited code lies. One of the data lies where its point is drawn, which a map without a formula only comes near
 * to; a guest has no such point.
 */
export function placeOfEdit(
  index: number,
  operations: readonly Operation[],
  space: EditSpace,
  { projection, positionsInMap, dimensions }: DragMap,
): readonly number[] {
  const code = codeOf(space, index)
  const z = code && evaluateEdit(code, operations, space)
  if (z && (index >= space.count || z.some((x, i) => x !== code?.[i])))
    return [...projection.mapFromLatent(z)]
  return [...positionsInMap.subarray(index * dimensions, (index + 1) * dimensions)]
}

/** Takes hold of an image's point: what depends on it alone is computed once for the whole drag. Undefined without such an image. */
export function takeHold(
  index: number,
  operations: readonly Operation[],
  space: EditSpace,
  map: DragMap,
): Held | undefined {
  const own = codeOf(space, index)
  if (!own) return undefined
  const anchor = evaluateEdit(own, operations, space)
  // What was dragged before is dragged on; all else of the edit stays beneath it.
  const still = evaluateEdit(own, withMove(operations, []), space)
  const from = placeOfEdit(index, operations, space, map)
  const isOwn = operations.length === 0 && index < space.count
  const codeAt = map.projection.startDrag({ code: anchor, ...(isOwn ? { index } : { at: from }) })
  return {
    from,
    moveTo: (pointInMap) =>
      withMove(
        operations,
        Array.from(codeAt(pointInMap), (value, i) => value - still[i]!),
      ),
  }
}
