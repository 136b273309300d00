import { norm } from '../statistics/moments'
import { solvePositiveDefinite } from '../statistics/symmetric'
import type { AffineMap } from './affine'

/** Two directions less than about half a degree apart: a small drag across would move a code out of all bounds. */
const leastVolume = 1e-4

export interface AxesSettings {
  /** A direction of the latent space for each axis of the map, 2 or 3 of [latentSize]; any length but 0, any angles. */
  directions: readonly (readonly number[])[]
  /** What lies at the map's origin, [latentSize]: as a rule the mean of the codes. */
  origin: readonly number[]
  /**
   * Covariance of the codes, row-major [latentSize, latentSize]. With it a drag moves a code as the data move together;
   * without it by the smallest change that arrives.
   */
  covariance?: ArrayLike<number>
}

/**
 * A map whose axes are given: latent dimensions, or concepts ("smile across, age up").
 *
 * A point's coordinates are its lengths along the unit directions A. The way back is `z' = z + M A^T (A M A^T)^-1 dp`,
 * with M the identity (least squares) or the covariance (the Gaussian's conditional mean); both are exact, since
 * `A M A^T (A M A^T)^-1 = 1`, for directions at any angle.
 *
 * @throws RangeError when there are not 2 or 3 directions, or when one lies in the span of the others
 */
export function axesMap({ directions, origin, covariance }: AxesSettings): AffineMap & { lift: number[] } {
  const latentSize = origin.length
  const dimensions = directions.length
  if (dimensions !== 2 && dimensions !== 3)
    throw new RangeError(`a map has 2 or 3 axes, not ${dimensions}: choose two or three directions`)
  const axes = directions.map((direction) => unit(direction, latentSize))
  if (squaredVolume(axes) < leastVolume)
    throw new RangeError('the directions of the axes are too much alike: choose directions that differ')
  const spread = axes.map((axis) => (covariance ? multiplied(covariance, axis) : axis))
  return {
    dimensions,
    latentSize,
    mean: [...origin],
    basis: axes.flat(),
    lift: lifted(axes, spread).flat(),
  }
}

/** The directions of some latent dimensions. */
export function latentDimensions(which: readonly number[], latentSize: number): number[][] {
  const unknown = which.find((j) => !Number.isInteger(j) || j < 0 || j >= latentSize)
  if (unknown !== undefined)
    throw new RangeError(`there is no latent dimension ${unknown}: this space has 0 to ${latentSize - 1}`)
  return which.map((j) => Array.from({ length: latentSize }, (_, i) => (i === j ? 1 : 0)))
}

/** A latent space of 2 or 3 dimensions, shown as it is. */
export function rawMap(latentSize: number): AffineMap & { lift: number[] } {
  const all = Array.from({ length: latentSize }, (_, j) => j)
  return axesMap({
    directions: latentDimensions(all, latentSize),
    origin: new Array<number>(latentSize).fill(0),
  })
}

function unit(direction: readonly number[], latentSize: number): number[] {
  const length = norm(direction)
  if (direction.length !== latentSize || !(length > 0) || !Number.isFinite(length))
    throw new RangeError(
      `a direction is ${latentSize} finite numbers that are not all 0: choose another axis`,
    )
  return direction.map((x) => x / length)
}

const multiplied = (matrix: ArrayLike<number>, v: readonly number[]): number[] =>
  v.map((_, i) => v.reduce((sum, x, j) => sum + matrix[i * v.length + j]! * x, 0))

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, j) => sum + x * b[j]!, 0)

/** Rows of `(A M A^T)^-1 A M`, M symmetric; `spread` is `A M`. */
function lifted(axes: readonly number[][], spread: readonly number[][]): number[][] {
  const scale = Math.max(...axes.map((axis, r) => product(axis, spread[r]!)))
  return axes.map((_, row) => {
    const gram = Float64Array.from(axes.flatMap((a) => spread.map((s) => product(a, s) / scale)))
    const weights = solvePositiveDefinite(
      gram,
      axes.map((_, r) => (r === row ? 1 / scale : 0)),
    )
    return axes[0]!.map((_, j) => spread.reduce((sum, s, r) => sum + weights[r]! * s[j]!, 0))
  })
}

/** Squared volume that the unit directions span: 1 when they are at right angles, 0 when one is made of the others. */
function squaredVolume([a, b, c]: readonly number[][]): number {
  const [ab, ac, bc] = [product(a!, b!), c ? product(a!, c) : 0, c ? product(b!, c) : 0]
  return 1 + 2 * ab * ac * bc - ab * ab - ac * ac - bc * bc
}
