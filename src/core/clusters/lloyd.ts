/** The two halves of a round of Lloyd's algorithm. */

export interface Table {
  /** Row-major [count, size]. */
  rows: Float32Array
  count: number
  size: number
}

/** Numbers compared between two pauses: a fraction of a millisecond. */
const numbersAtOnce = 1 << 17

/** The nearest centre of every row, [count]; of two at the same distance the earlier. */
export function* assign(table: Table, centres: Float64Array): Generator<void, Uint8Array> {
  const labels = new Uint8Array(table.count)
  const atOnce = Math.ceil(numbersAtOnce / centres.length)
  for (let i = 0; i < table.count; i++) {
    if (i % atOnce === atOnce - 1) yield
    labels[i] = nearestCentre(table, i, centres)
  }
  return labels
}

/** The mean of each cluster's rows; the centre of before where there are none. */
export function centresOf(
  { rows, count, size }: Table,
  labels: Uint8Array,
  before: Float64Array,
): Float64Array {
  const sums = new Float64Array(before.length)
  const counts = new Uint32Array(before.length / size)
  for (let i = 0; i < count; i++) {
    const to = labels[i]!
    counts[to]!++
    for (let j = 0; j < size; j++) sums[to * size + j]! += rows[i * size + j]!
  }
  return sums.map((sum, at) => {
    const members = counts[Math.floor(at / size)]!
    return members > 0 ? sum / members : before[at]!
  })
}

/** Sum of the squared distances of the rows from their centres. */
export function inertiaOf(table: Table, labels: Uint8Array, centres: Float64Array): number {
  let sum = 0
  for (let i = 0; i < table.count; i++) sum += squaredBetween(table, i, centres, labels[i]!)
  return sum
}

export function squaredBetween(
  { rows, size }: Table,
  row: number,
  centres: ArrayLike<number>,
  centre: number,
  reach = Infinity,
): number {
  let squared = 0
  for (let j = 0, a = row * size, b = centre * size; j < size && squared < reach; j++, a++, b++)
    squared += (rows[a]! - centres[b]!) ** 2
  return squared
}

function nearestCentre(table: Table, row: number, centres: Float64Array): number {
  let found = 0
  let least = Infinity
  for (let c = 0; c < centres.length / table.size; c++) {
    const squared = squaredBetween(table, row, centres, c, least)
    if (squared < least) [found, least] = [c, squared]
  }
  return found
}
