import type { ConceptRecord } from '../records/concept'
import { alongDirection } from './along'
import { subtract } from '../statistics/orthonormal'
import { dot, meanAndDeviation, norm } from '../statistics/moments'

type Keepable = Pick<ConceptRecord, 'id' | 'direction' | 'boundary' | 'unitLength'>

/** Of a unit direction; less is what rounding leaves. */
const leastLeft = 1e-6

/**
 * A direction without what it does to others: `d' = d - B (B^T B)^-1 B^T d`, made a unit vector again (Shen et al. 2020,
 * "InterFaceGAN", section 2.3, for any number of conditions). The columns of B are made orthonormal first, which is the
 * same projection, and bears columns that lie in one another's span.
 *
 * @param direction a unit vector
 * @param kept normals of what is to stay as it is
 * @returns undefined where nothing is left of it
 */
export function withoutOthers(
  direction: ArrayLike<number>,
  kept: readonly ArrayLike<number>[],
): Float64Array | undefined {
  const rest = Float64Array.from(direction)
  const basis: Float64Array[] = []
  for (const normal of kept) {
    const column = Float64Array.from(normal)
    const before = norm(column)
    for (const q of [...basis, ...basis]) subtract(column, q, dot(q, column))
    const length = norm(column)
    if (length > 1e-9 * before) basis.push(column.map((x) => x / length))
  }
  for (const q of [...basis, ...basis]) subtract(rest, q, dot(q, rest))
  const left = norm(rest)
  return left > leastLeft ? rest.map((x) => x / left) : undefined
}

/** What one unit of a concept adds to a code. */
export interface Unit {
  direction: ArrayLike<number>
  /** In latent units: the data's standard deviation along the direction. */
  length: number
}

/**
 * One unit of a concept that leaves others as they are; ids that nothing has are passed over, and its own.
 *
 * @param codes of the data, row-major [count, latentSize]: they say how long a unit of another direction is
 * @returns undefined where nothing is left of it
 */
export function unitKeeping(
  concept: Keepable,
  keep: readonly string[],
  concepts: readonly Keepable[],
  { mu, count, latentSize }: { mu: Float32Array; count: number; latentSize: number },
): Unit | undefined {
  const kept = concepts.filter(({ id }) => id !== concept.id && keep.includes(id))
  if (kept.length === 0) return { direction: concept.direction, length: concept.unitLength }
  const direction = withoutOthers(concept.direction, kept.map(normalOf))
  if (!direction) return undefined
  const along = Float64Array.from({ length: count }, (_, i) => dot(direction, mu, i * latentSize))
  return { direction, length: meanAndDeviation(along).deviation }
}

/** Where the data lie along what is left of a concept when others are kept. */
export interface KeptAxis {
  direction: ArrayLike<number>
  unitLength: number
  meanAlong: number
  safeRange: [number, number]
  histogram: number[]
}

/**
 * A concept's direction without what is kept, measured on the data: its slider is safe as far as they lie along it, which
 * is not as far as along the free direction.
 *
 * @returns undefined where nothing is left of it
 */
export function axisKeeping(
  concept: Keepable,
  keep: readonly string[],
  concepts: readonly Keepable[],
  { mu, count, latentSize }: { mu: Float32Array; count: number; latentSize: number },
): KeptAxis | undefined {
  const kept = concepts.filter(({ id }) => id !== concept.id && keep.includes(id))
  const direction = withoutOthers(concept.direction, kept.map(normalOf))
  if (!direction) return undefined
  return { direction, ...alongDirection({ codes: mu, count, latentSize }, direction) }
}

const normalOf = ({ direction, boundary }: Pick<Keepable, 'direction' | 'boundary'>): number[] =>
  boundary ?? direction
