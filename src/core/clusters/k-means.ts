import { mulberry32, shuffledIndices, type Random } from '../random/random'
import { assign, centresOf, inertiaOf, type Table } from './lloyd'
import { scatteredCentres } from './plus-plus'

export interface Clusters {
  /** Of each code, [count]; the largest cluster is 0. */
  labels: Uint8Array
  /** Row-major [k, size]. */
  centres: Float64Array
  /** Sum of the squared distances of the codes the centres were found on from their centres. */
  inertia: number
}

interface Settings {
  seed?: number
  /** Of several starts, the one with the least inertia is kept. */
  starts?: number
}

const usualStarts = 4
const mostRounds = 100
/** Centres found on so many codes are as good as on all. */
const mostFitted = 10_000

/**
 * Clusters by k-means: Lloyd's algorithm (1982) from starts by k-means++ (Arthur & Vassilvitskii 2007). Centres are found
 * on at most 10,000 codes chosen at random; then every code goes to its nearest centre.
 *
 * @param codes row-major [count, size]
 * @param k 1 to 255; no more than there are codes
 * @yields every millisecond or so
 */
export function* kMeans(
  codes: Float32Array,
  size: number,
  k: number,
  { seed = 1, starts = usualStarts }: Settings = {},
): Generator<void, Clusters> {
  const random = mulberry32(seed)
  const all: Table = { rows: codes, count: codes.length / size, size }
  const fitted = someOf(all, random)
  let best: Omit<Clusters, 'labels'> | undefined
  for (let start = 0; start < starts; start++) {
    const centres = yield* scatteredCentres(fitted, Math.min(k, all.count), random)
    const found = yield* settle(fitted, centres)
    if (!best || found.inertia < best.inertia) best = found
  }
  return yield* largestFirst(all, best!)
}

/**
 * Lloyd's algorithm from given centres, which are not changed, until no code changes its cluster or 100 rounds are over. A
 * cluster that loses its last code stays where it was.
 */
export function* settle(table: Table, from: Float64Array): Generator<void, Clusters> {
  let centres = from
  let labels = yield* assign(table, centres)
  for (let round = 0; round < mostRounds; round++) {
    centres = centresOf(table, labels, centres)
    const next = yield* assign(table, centres)
    const isSettled = next.every((label, i) => label === labels[i])
    labels = next
    if (isSettled) break
  }
  return { labels, centres, inertia: inertiaOf(table, labels, centres) }
}

function someOf(table: Table, random: Random): Table {
  const { rows, count, size } = table
  if (count <= mostFitted) return table
  const some = new Float32Array(mostFitted * size)
  const chosen = shuffledIndices(count, random).subarray(0, mostFitted)
  chosen.forEach((row, at) => some.set(rows.subarray(row * size, (row + 1) * size), at * size))
  return { rows: some, count: mostFitted, size }
}

function* largestFirst(
  table: Table,
  { centres, inertia }: Omit<Clusters, 'labels'>,
): Generator<void, Clusters> {
  const labels = yield* assign(table, centres)
  const sizes = new Uint32Array(centres.length / table.size)
  for (const label of labels) sizes[label]!++
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]!)
  const { size } = table
  const sorted = order.flatMap((from) => [...centres.subarray(from * size, (from + 1) * size)])
  return { labels: labels.map((label) => order.indexOf(label)), centres: Float64Array.from(sorted), inertia }
}
