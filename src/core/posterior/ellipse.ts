import { symmetricEigen } from '../statistics/symmetric'

const corners = 72

/**
 * Where a normal distribution reaches `deviations` standard deviations: one closed line in the plane; in space the three
 * that the planes of the principal axes cut out of the ellipsoid.
 *
 * @param covariance row-major [dimensions, dimensions] of 2 or 3
 * @returns closed lines of places in the map
 */
export function ellipses(
  centre: ArrayLike<number>,
  covariance: Float64Array,
  deviations: number,
): number[][][] {
  const size = centre.length
  const axes = principalAxes(covariance, size).map((axis) => axis.map((x) => x * deviations))
  const pairs = size === 2 ? [[0, 1]] : [[0, 1], [0, 2], [1, 2]] // prettier-ignore
  return pairs.map(([a = 0, b = 1]) => around(centre, axes[a]!, axes[b]!))
}

/** Mahalanobis' distance of a place from the centre, in standard deviations; infinite off a flat one. */
export function deviationsAt(
  centre: ArrayLike<number>,
  covariance: Float64Array,
  place: ArrayLike<number>,
): number {
  const size = centre.length
  const { values, vectors } = symmetricEigen(covariance, size)
  let squared = 0
  values.forEach((value, row) => {
    let along = 0
    for (let j = 0; j < size; j++) along += vectors[row * size + j]! * (place[j]! - centre[j]!)
    if (along !== 0) squared += along ** 2 / Math.max(0, value)
  })
  return Math.sqrt(squared)
}

/** One standard deviation along each, longest first. */
function principalAxes(covariance: Float64Array, size: number): number[][] {
  const { values, vectors } = symmetricEigen(covariance, size)
  return Array.from(values, (value, row) =>
    Array.from(vectors.subarray(row * size, (row + 1) * size), (x) => x * Math.sqrt(Math.max(0, value))),
  )
}

function around(centre: ArrayLike<number>, a: readonly number[], b: readonly number[]): number[][] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    return a.map((x, j) => centre[j]! + x * Math.cos(angle) + b[j]! * Math.sin(angle))
  })
}
