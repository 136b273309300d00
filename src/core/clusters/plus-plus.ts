import type { Random } from '../random/random'
import { squaredBetween, type Table } from './lloyd'

/** Rows compared between two pauses. */
const rowsAtOnce = 1024

/**
 * Centres to begin with, row-major [k, size]: each is a row drawn with a probability in proportion to its squared distance
 * from the nearest centre so far (k-means++).
 */
export function* scatteredCentres(table: Table, k: number, random: Random): Generator<void, Float64Array> {
  const { rows, count, size } = table
  const centres = new Float64Array(k * size)
  const squared = new Float64Array(count).fill(Infinity)
  let chosen = Math.floor(random() * count)
  for (let c = 0; c < k; c++) {
    if (c > 0) chosen = drawn(squared, random())
    centres.set(rows.subarray(chosen * size, (chosen + 1) * size), c * size)
    for (let i = 0; i < count; i++) {
      if (i % rowsAtOnce === rowsAtOnce - 1) yield
      squared[i] = Math.min(squared[i]!, squaredBetween(table, i, centres, c, squared[i]))
    }
  }
  return centres
}

/** An index, drawn in proportion to the weights; the first where all are 0. */
function drawn(weights: Float64Array, share: number): number {
  let left = share * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => (left -= weight) < 0)
  return Math.max(0, found)
}
