import { mulberry32, shuffledIndices } from '../../random/random'

/** Sampled codes per centre: more would move the centres hardly. */
const sampled = 40
const rounds = 4

/** Groups of codes that lie near one another, by k-means on a sample (Lloyd 1982). */
export interface Clusters {
  /** Row-major [groups, size]. */
  centres: Float64Array
  /** Rows of each group; some may be empty. */
  groups: Int32Array[]
}

/** @yields after each pass over the sample and after every few thousand codes that are assigned */
export function* clusters(
  codes: ArrayLike<number>,
  count: number,
  size: number,
  wanted: number,
  seed: number,
): Generator<void, Clusters> {
  const order = shuffledIndices(count, mulberry32(seed))
  const centres = new Float64Array(wanted * size)
  for (let c = 0; c < wanted; c++)
    for (let j = 0; j < size; j++) centres[c * size + j] = codes[order[c]! * size + j]!
  const sample = order.subarray(0, Math.min(count, wanted * sampled))
  for (let round = 0; round < rounds; round++) {
    moveCentres(codes, size, centres, sample)
    yield
  }
  const own = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    own[i] = nearestCentre(codes, size, centres, i)
    if (i % 4096 === 4095) yield
  }
  return { centres, groups: grouped(own, wanted) }
}

function moveCentres(codes: ArrayLike<number>, size: number, centres: Float64Array, rows: Uint32Array): void {
  const sums = new Float64Array(centres.length)
  const counts = new Uint32Array(centres.length / size)
  for (const row of rows) {
    const c = nearestCentre(codes, size, centres, row)
    counts[c]!++
    for (let j = 0; j < size; j++) sums[c * size + j]! += codes[row * size + j]!
  }
  counts.forEach((members, c) => {
    for (let j = c * size; members > 0 && j < (c + 1) * size; j++) centres[j] = sums[j]! / members
  })
}

function nearestCentre(codes: ArrayLike<number>, size: number, centres: Float64Array, row: number): number {
  let nearest = 0
  let least = Infinity
  for (let c = 0, at = 0; at < centres.length; c++, at += size) {
    let sum = 0
    for (let j = 0, p = row * size; j < size && sum < least; j++, p++) {
      const difference = codes[p]! - centres[at + j]!
      sum += difference * difference
    }
    if (sum < least) {
      least = sum
      nearest = c
    }
  }
  return nearest
}

function grouped(own: Int32Array, count: number): Int32Array[] {
  const sizes = new Uint32Array(count)
  for (const group of own) sizes[group]!++
  const groups = Array.from(sizes, (members) => new Int32Array(members))
  sizes.fill(0)
  own.forEach((group, row) => (groups[group]![sizes[group]!++] = row))
  return groups
}
