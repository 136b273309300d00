/** Maps of the same points at successive moments, laid over one another: what moves from one to the next, moved. */
import { procrustes, transformed } from './procrustes'

/**
 * Turns each layout over the one before it (Procrustes), all at one size, and then all of them together so that the
 * last lies on `onto`: a moment that is added at the end moves none of the earlier ones against one another.
 *
 * A layout whose points all lie in one place gives no direction; the one after it is laid over the last that did.
 *
 * @param layouts row-major [count, 2] each
 * @param onto where the points lie on the map that the last layout is to match, row-major [count, 2]
 */
export function followed(layouts: readonly Float32Array[], onto?: Float32Array): Float32Array[] {
  let target: Float32Array | undefined
  const chain = layouts.map((layout) => {
    const aligned = target ? procrustes(layout, target, 2, 'equal-spread').aligned : layout
    if (isSpread(aligned)) target = aligned
    return aligned
  })
  const last = chain.at(-1)
  if (!onto || !last || !isSpread(last) || !isSpread(onto)) return chain
  const { transform } = procrustes(last, onto, 2, 'equal-spread')
  return chain.map((layout) => transformed(transform, layout))
}

/** Whether not all points lie in one place. */
function isSpread(layout: Float32Array): boolean {
  return layout.some((value, k) => value !== layout[k % 2])
}
