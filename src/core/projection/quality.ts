import { mulberry32, shuffledIndices } from '../random/random'

/** How far a map can be believed, each in [0, 1], 1 when all neighbourhoods are kept. */
export interface MapQuality {
  /**
   * Are neighbours on the map neighbours in the latent space? One minus the normalised sum, over all codes and their k
   * nearest on the map, of how far beyond k each ranks in the latent space (Venna & Kaski 2001):
   * `1 - 2 / (n k (2n - 3k - 1)) sum max(0, rank - k)`.
   */
  trustworthiness: number
  /** Are neighbours in the latent space neighbours on the map? The same with the two spaces exchanged. */
  continuity: number
  /** Codes whose neighbours were ranked; all others are ranked against them. */
  sampled: number
}

const usualNeighbours = 12
/** Pairs of codes that are measured at most; 10,000 codes are all ranked, of more a random sample. */
const mostPairs = 1e8
const leastSampled = 200

/**
 * Ranks are by Euclidean distance; of equal distances all have the best rank.
 *
 * @param codes row-major [count, latentSize]
 * @param positions row-major [count, dimensions]
 * @param options.pairs codes that are measured against one another, about: a limit on the time
 * @yields share of the work that is done, in [0, 1]
 * @throws RangeError when there are not more than 1.5 k codes: then the measure is not defined
 */
export function* mapQuality(
  codes: ArrayLike<number>,
  positions: ArrayLike<number>,
  count: number,
  { k = usualNeighbours, seed = 1, pairs = mostPairs } = {},
): Generator<number, MapQuality> {
  if (2 * count <= 3 * k + 1)
    throw new RangeError(`${count} codes are too few to rank ${k} neighbours of each: map more codes`)
  const sampled = Math.min(count, Math.max(leastSampled, Math.floor(pairs / count)))
  const rows = sampled === count ? range(count) : shuffledIndices(count, mulberry32(seed)).slice(0, sampled)
  const latent = new Ranking(codes, count, k)
  const map = new Ranking(positions, count, k)
  const penalties = { trustworthiness: 0, continuity: 0 }
  for (const [done, row] of rows.entries()) {
    latent.measure(row)
    map.measure(row)
    penalties.trustworthiness += latent.excess(map.nearest)
    penalties.continuity += map.excess(latent.nearest)
    if (done % 64 === 63) yield done / sampled
  }
  const scale = 2 / (sampled * k * (2 * count - 3 * k - 1))
  return {
    trustworthiness: 1 - scale * penalties.trustworthiness,
    continuity: 1 - scale * penalties.continuity,
    sampled,
  }
}

const range = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i)

/** Distances from one row to all others and its k nearest. */
class Ranking {
  readonly nearest: Int32Array
  readonly #values: Float64Array
  readonly #count: number
  readonly #size: number
  readonly #squared: Float64Array

  constructor(values: ArrayLike<number>, count: number, k: number) {
    this.nearest = new Int32Array(k)
    this.#count = count
    this.#size = values.length / count
    const padded = Math.ceil(count / atOnce) * atOnce
    this.#values = new Float64Array(padded * this.#size)
    this.#values.set(values)
    this.#squared = new Float64Array(padded)
  }

  measure(row: number): void {
    squaredDistances(this.#values, this.#size, row, this.#squared)
    this.#squared[row] = Infinity
    this.#select()
  }

  /** By insertion: after the first few hardly any code is among the nearest. */
  #select(): void {
    const { nearest } = this
    const squared = this.#squared
    let kept = 0
    for (let i = 0; i < this.#count; i++) {
      if (kept === nearest.length && !(squared[i]! < squared[nearest[kept - 1]!]!)) continue
      let slot = kept < nearest.length ? kept++ : kept - 1
      for (; slot > 0 && squared[nearest[slot - 1]!]! > squared[i]!; slot--)
        nearest[slot] = nearest[slot - 1]!
      nearest[slot] = i
    }
  }

  /** By how much the ranks of these codes exceed k, summed. */
  excess(others: Int32Array): number {
    const { nearest } = this
    const squared = this.#squared
    const edge = squared[nearest.at(-1)!]!
    const strangers = Float64Array.from(others, (other) => squared[other]!).filter((s) => s > edge)
    strangers.sort().reverse()
    let nearer = 0
    for (let i = 0; i < this.#count; i++)
      for (let t = 0; t < strangers.length && squared[i]! < strangers[t]!; t++) nearer++
    return nearer - strangers.length * (nearest.length - 1)
  }
}

/** Distances that are summed side by side: one sum alone would wait for each addition to end. */
const atOnce = 4

/** From one row to all, whose number is a multiple of four. */
function squaredDistances(values: Float64Array, size: number, row: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i += atOnce) {
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let p = i * size, q = row * size, end = q + size; q < end; p++, q++) {
      const x = values[q]!
      const a = values[p]! - x
      const b = values[p + size]! - x
      const c = values[p + 2 * size]! - x
      const d = values[p + 3 * size]! - x
      first += a * a
      second += b * b
      third += c * c
      fourth += d * d
    }
    out[i] = first
    out[i + 1] = second
    out[i + 2] = third
    out[i + 3] = fourth
  }
}
