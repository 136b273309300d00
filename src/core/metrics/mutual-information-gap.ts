/** How far each factor of the data lives in one latent dimension alone. All information is in nats. */

export interface MutualInformationGap {
  /** Mean of `perFactor` over the factors that vary, in [0, 1]: 1 when each has a dimension of its own. */
  mig: number
  /** (largest - second largest information about the factor) / its entropy; NaN for a factor that never varies. */
  perFactor: Float64Array
  /** Row-major [latentSize, factors]. */
  mutualInformation: Float64Array
  /** Entropy of each factor, [factors]. */
  entropies: Float64Array
}

const binsPerDimension = 20

/**
 * Mutual information gap (Chen, Li, Grosse & Duvenaud 2018, "Isolating sources of disentanglement in VAEs", section 4
 * and appendix C) as Locatello et al. 2019 measure it: each latent dimension cut into 20 bins of equal width between
 * its extremes, information counted in the joint histogram. Counting overstates information by about
 * (bins - 1)(values - 1) / (2 count), so compare models at equal counts of some thousands.
 *
 * @param codes means of the posteriors, row-major [count, latentSize]
 * @param factors row-major [count, factorCount]; equal numbers are one value, so give a continuous factor in steps
 * @throws RangeError when a table is ragged or a code is not finite
 */
export function mutualInformationGap(
  codes: ArrayLike<number>,
  factors: ArrayLike<number>,
  count: number,
): MutualInformationGap {
  const binned = columnsOf(codes, count).map(binsOf)
  const values = columnsOf(factors, count).map(classesOf)
  const entropies = Float64Array.from(values, (value) => information(value, value))
  const mutualInformation = Float64Array.from(
    binned.flatMap((bins) => values.map((v) => information(bins, v))),
  )
  const perFactor = entropies.map((entropy, f) => {
    const shares = mutualInformation.filter((_, i) => i % values.length === f).sort()
    return entropy > 0 ? (shares.at(-1)! - (shares.at(-2) ?? 0)) / entropy : NaN
  })
  return { mig: mean(perFactor.filter((gap) => !Number.isNaN(gap))), perFactor, mutualInformation, entropies }
}

/** A column of small whole numbers below `size`. */
interface Classes {
  of: Uint32Array
  size: number
}

function columnsOf(table: ArrayLike<number>, count: number): Float64Array[] {
  const size = table.length / count
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`${table.length} numbers are not a table of ${count} rows`)
  return Array.from({ length: size }, (_, j) =>
    Float64Array.from({ length: count }, (_, i) => table[i * size + j]!),
  )
}

function binsOf(column: Float64Array): Classes {
  if (!column.every(Number.isFinite)) throw new RangeError('a code is not a finite number')
  const low = column.reduce((a, b) => Math.min(a, b))
  const width = (column.reduce((a, b) => Math.max(a, b)) - low) / binsPerDimension || 1
  const of = Uint32Array.from(column, (x) => Math.min(binsPerDimension - 1, Math.floor((x - low) / width)))
  return { of, size: binsPerDimension }
}

function classesOf(column: Float64Array): Classes {
  const names = new Map<number, number>()
  for (const value of column) if (!names.has(value)) names.set(value, names.size)
  return { of: Uint32Array.from(column, (value) => names.get(value)!), size: names.size }
}

/** I(a; b) = sum p(a, b) log(p(a, b) / (p(a) p(b))); with itself, a's entropy. */
function information(a: Classes, b: Classes): number {
  const count = a.of.length
  const joint = new Float64Array(a.size * b.size)
  const [ofA, ofB] = [new Float64Array(a.size), new Float64Array(b.size)]
  for (let i = 0; i < count; i++) {
    joint[a.of[i]! * b.size + b.of[i]!]!++
    ofA[a.of[i]!]!++
    ofB[b.of[i]!]!++
  }
  let sum = 0
  joint.forEach((n, k) => {
    if (n > 0) sum += n * Math.log((n * count) / (ofA[Math.floor(k / b.size)]! * ofB[k % b.size]!))
  })
  return Math.max(0, sum / count)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
