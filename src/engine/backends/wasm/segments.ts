import type { TensorInfo } from '@tensorflow/tfjs'
import { sizeOf, type Call } from './call'

/**
 * Adds rows that belong to the same segment: the gradient of `gather`, and so of an embedding. Missing in the wasm
 * backend of tfjs 4.22.
 *
 * @returns [numSegments, ...the rest of x]; rows of a segment outside that range are left out
 */
export function unsortedSegmentSum({
  inputs: { x, segmentIds },
  backend,
  attrs: { numSegments },
}: Call<{ x: TensorInfo; segmentIds: TensorInfo }, { numSegments: number }>): TensorInfo {
  const rest = x.shape.slice(1)
  const length = sizeOf(rest)
  const out = backend.makeOutput([numSegments, ...rest], 'float32')
  const [rows, sums] = [x, out].map((tensor) => backend.typedArrayFromHeap(tensor))
  const segments = backend.typedArrayFromHeap(segmentIds)
  sums!.fill(0)
  segments.forEach((segment, row) => {
    if (segment < 0 || segment >= numSegments) return
    for (let k = 0; k < length; k++) sums![segment * length + k]! += rows![row * length + k]!
  })
  return out
}
