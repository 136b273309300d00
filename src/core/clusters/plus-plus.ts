import type { Random } from '../random/random'
import { squaredBetween, type Table } from './lloyd'

/** Rows compared between two pauses. */
const rowsAtOnce = 1024

/**
 * Rows that lie scattered, [k]: each is drawn with a probability in proportion to its squared distance from the nearest
 * one so far (k-means++).
 */
export function* scatteredRows(table: Table, k: number, random: Random): Generator<void, Uint32Array> {
  const { rows, count, size } = table
  const [chosen, centres] = [new Uint32Array(k), new Float64Array(k * size)]
  const squared = new Float64Array(count).fill(Infinity)
  let next = Math.floor(random() * count)
  for (let c = 0; c < k; c++) {
    if (c > 0) next = drawn(squared, random())
    chosen[c] = next
    centres.set(rows.subarray(next * size, (next + 1) * size), c * size)
    for (let i = 0; i < count; i++) {
      if (i % rowsAtOnce === rowsAtOnce - 1) yield
      squared[i] = Math.min(squared[i]!, squaredBetween(table, i, centres, c, squared[i]))
    }
  }
  return chosen
}

/** Centres to begin with, row-major [k, size]: scattered rows. */
export function* scatteredCentres(table: Table, k: number, random: Random): Generator<void, Float64Array> {
  const chosen = yield* scatteredRows(table, k, random)
  const { rows, size } = table
  const centres = new Float64Array(k * size)
  chosen.forEach((row, c) => centres.set(rows.subarray(row * size, (row + 1) * size), c * size))
  return centres
}

/** An index, drawn in proportion to the weights; the first where all are 0. */
function drawn(weights: Float64Array, share: number): number {
  let left = share * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => (left -= weight) < 0)
  return Math.max(0, found)
}
