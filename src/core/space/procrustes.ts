/** Lays one map of the same points over another, so that a map may be followed from checkpoint to checkpoint. */
import { columnMeans, norm } from '../statistics/moments'
import { nearestRotation } from './nearest-rotation'

/** `p -> scale (p - from) rotation + to`, p a row. */
export interface Similarity {
  dimensions: number
  /** Orthogonal, row-major [dimensions, dimensions]; its determinant may be -1, see `procrustes`. */
  rotation: Float64Array
  scale: number
  from: Float64Array
  to: Float64Array
}

/**
 * Orthogonal Procrustes analysis with translation and one scale (Schoenemann 1966; Gower & Dijksterhuis 2004): with both
 * sets centred and `X^T T = U S V^T`, the rotation is `U V^T` and the least-squares scale `tr(S) / |X|^2`.
 *
 * Mirror images are allowed: the sign of a principal component is an accident, so two checkpoints' maps may be mirrored
 * though nothing moved. A direction in which either set is flat decides nothing and stays as near as can be to itself.
 *
 * @param positions row-major [count, dimensions], to be moved
 * @param targets the same points on the other map, row-major [count, dimensions]
 * @param scaling `equal-spread` gives both sets the same root mean square radius: a least-squares scale would shrink a
 *   map that resembles its target little towards a dot
 * @throws RangeError when the sets differ in size or hold what is not a finite number
 */
export function procrustes(
  positions: ArrayLike<number>,
  targets: ArrayLike<number>,
  dimensions: 2 | 3,
  scaling: 'least-squares' | 'equal-spread' = 'least-squares',
): { aligned: Float32Array; transform: Similarity } {
  if (positions.length !== targets.length || positions.length === 0 || positions.length % dimensions !== 0)
    throw new RangeError(`${positions.length} and ${targets.length} numbers are not the same points`)
  const [x, t] = [centred(positions, dimensions), centred(targets, dimensions)]
  const { rotation, trace } = nearestRotation(x.columns, t.columns)
  const [spread, wanted] = [frobenius(x.columns), frobenius(t.columns)]
  if (!Number.isFinite(spread + wanted)) throw new RangeError('a point of the map is not a finite number')
  const scale = spread === 0 ? 1 : scaling === 'equal-spread' ? wanted / spread : trace / spread ** 2
  const transform = { dimensions, rotation, scale, from: x.mean, to: t.mean }
  return { aligned: transformed(transform, positions), transform }
}

/** Moves points that were not part of the fit along with those that were, row-major [any, dimensions]. */
export function transformed(by: Similarity, positions: ArrayLike<number>): Float32Array {
  const size = by.dimensions
  return Float32Array.from({ length: positions.length }, (_, k) => {
    const start = k - (k % size)
    let sum = 0
    for (let j = 0; j < size; j++)
      sum += (positions[start + j]! - by.from[j]!) * by.rotation[j * size + (k % size)]!
    return by.scale * sum + by.to[k % size]!
  })
}

function centred(rows: ArrayLike<number>, size: number): { mean: Float64Array; columns: Float64Array[] } {
  const count = rows.length / size
  const mean = columnMeans(rows, count, size)
  const columns = Array.from(mean, (m, j) =>
    Float64Array.from({ length: count }, (_, i) => rows[i * size + j]! - m),
  )
  return { mean, columns }
}

function frobenius(columns: readonly Float64Array[]): number {
  return norm(columns.map(norm))
}
