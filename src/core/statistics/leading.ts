import { gaussians, mulberry32 } from '../random/random'
import { dot, norm } from './moments'
import { subtract } from './orthonormal'
import { symmetricEigen, type EigenDecomposition } from './symmetric'

/** Vectors that are iterated beside those that are wanted: the more, the sooner those stand still. */
const spare = 10
const mostRounds = 300
/** Of what is left of a vector beside its multiple, as a share of the largest eigenvalue. */
const tolerance = 1e-8

/**
 * The first eigenvectors of a matrix that has too many to compute them all: orthogonal iteration with a Rayleigh-Ritz
 * step (Golub & Van Loan, Matrix Computations, 8.2 and 8.3). Where eigenvalues are nearly equal it ends with some
 * directions of their common space, which are as good.
 *
 * @param matrix row-major [size, size], symmetric, no eigenvalue below 0; not changed
 */
export function leadingEigenvectors(matrix: Float64Array, size: number, wanted: number): EigenDecomposition {
  const block = Math.min(size, wanted + spare)
  const random = mulberry32(size)
  let basis = orthonormal(Array.from({ length: block }, () => Float64Array.from(gaussians(size, random))))
  for (let round = 0; ; round++) {
    const { values, vectors, images } = ritz(basis, matrix, size)
    const isDone = vectors
      .slice(0, wanted)
      .every((v, i) => leftOver(v, images[i]!, values[i]!) <= limit(values))
    if (isDone || round === mostRounds)
      return {
        values: values.slice(0, wanted),
        vectors: Float64Array.from(vectors.slice(0, wanted).flatMap((v) => [...v])),
      }
    basis = orthonormal(images, vectors)
  }
}

const limit = (values: Float64Array): number => tolerance * Math.max(values[0]!, 0)

const leftOver = (v: Float64Array, image: Float64Array, value: number): number =>
  norm(image.map((x, i) => x - value * v[i]!))

/** The eigenvectors of the matrix as far as the span of `basis` knows them, by descending eigenvalue, and their images. */
function ritz(
  basis: readonly Float64Array[],
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array[]; images: Float64Array[] } {
  const images = basis.map((v) => Float64Array.from({ length: size }, (_, i) => dot(v, matrix, i * size)))
  const block = basis.length
  const inner = Float64Array.from({ length: block * block }, (_, k) =>
    dot(basis[Math.floor(k / block)]!, images[k % block]!),
  )
  const { values, vectors } = symmetricEigen(inner, block)
  const turned = (columns: readonly Float64Array[]): Float64Array[] =>
    columns.map((_, r) => combination(columns, vectors.subarray(r * block, (r + 1) * block)))
  return { values, vectors: turned(basis), images: turned(images) }
}

function combination(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(columns[0]!.length)
  columns.forEach((column, j) => subtract(sum, column, -weights[j]!))
  return sum
}

/** Each made orthonormal to those before it; where nothing is left of one, its stand-in is. */
function orthonormal(columns: readonly Float64Array[], standIns = columns): Float64Array[] {
  const largest = Math.max(...columns.map(norm))
  const taken: Float64Array[] = []
  for (const [j, column] of columns.entries()) {
    const rest = norm(column) > 1e-12 * largest ? column.slice() : standIns[j]!.slice()
    for (const q of [...taken, ...taken]) subtract(rest, q, dot(q, rest))
    const length = norm(rest)
    taken.push(length > 0 ? rest.map((x) => x / length) : standIns[j]!)
  }
  return taken
}
