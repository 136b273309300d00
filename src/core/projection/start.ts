import { gaussians, mulberry32 } from '../random/random'
import { mapFromLatents } from './affine'
import { fitPrincipalComponents } from './pca'

/**
 * Where a layout starts: at the principal components, the widest of them stretched to `reach`, each point shifted a little
 * at random so that equal codes come apart. Directions that the codes do not have start at 0.
 */
export function startPositions(
  codes: Float32Array,
  count: number,
  latentSize: number,
  dimensions: 2 | 3,
  { reach, seed }: { reach: number; seed: number },
): Float32Array {
  const start = gaussians(count * dimensions, mulberry32(seed)).map((x) => 1e-5 * reach * x)
  const shown = Math.min(dimensions, latentSize) as 1 | 2 | 3
  const points = shown === 1 ? codes : principal(codes, count, latentSize, shown)
  const widest = points.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1
  for (let i = 0; i < count; i++)
    for (let axis = 0; axis < shown; axis++)
      start[i * dimensions + axis]! += (reach * points[i * shown + axis]!) / widest
  return start
}

function principal(codes: Float32Array, count: number, latentSize: number, shown: 2 | 3): Float32Array {
  return mapFromLatents(fitPrincipalComponents(codes, count, latentSize, shown), codes, count)
}
