/** The single numbers of a code, as the data use them. */
import { activeUnits } from '../metrics/active-units'
import { percentile } from '../statistics/moments'
import { conditionsOf } from '../records/training'
import type { EditSpace } from './evaluate'

type Table = Pick<EditSpace, 'mu' | 'count' | 'latentSize' | 'config'>

/** By the codes, which are never changed in place. */
const known = new WeakMap<Float32Array, Dimensions>()

/** How the data spread in each dimension. What it costs is paid once for a data set, and for a percentile when it is asked for. */
export interface Dimensions {
  /** Standard deviation of the data in each (divisor count - 1), [latentSize], in latent units. */
  readonly deviations: Float64Array
  /** The dimensions from what varies most to what varies least; without what the model is told. */
  readonly byVariance: readonly number[]
  /** 1st and 99th percentile of the data in one dimension, in latent units. */
  safeOf: (dimension: number) => readonly [number, number]
}

export function dimensionsOf(space: Table): Dimensions {
  const found = known.get(space.mu) ?? makeDimensions(space)
  known.set(space.mu, found)
  return found
}

/** Variance of the codes is Burda's measure of how much a dimension is used (`activeUnits`). */
function makeDimensions({ mu, count, latentSize, config }: Table): Dimensions {
  const deviations =
    count > 1 ? activeUnits(mu, count).variances.map(Math.sqrt) : new Float64Array(latentSize).fill(1)
  const drawn = latentSize - conditionsOf(config).length
  const byVariance = Array.from({ length: drawn }, (_, i) => i).sort(
    (a, b) => deviations[b]! - deviations[a]!,
  )
  const safe = new Map<number, readonly [number, number]>()
  const safeOf = (dimension: number): readonly [number, number] => {
    const range = safe.get(dimension) ?? rangeOf({ mu, count, latentSize }, dimension)
    safe.set(dimension, range)
    return range
  }
  return { deviations, byVariance, safeOf }
}

function rangeOf(
  { mu, count, latentSize }: Omit<Table, 'config'>,
  dimension: number,
): readonly [number, number] {
  const values = Float64Array.from({ length: count }, (_, i) => mu[i * latentSize + dimension]!).sort()
  return [percentile(values, 0.01), percentile(values, 0.99)]
}
