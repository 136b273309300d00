import { advance, constant, f64x2, get, repeat, set, type MemoryFunction } from './assembler'
import type { Site } from './scratch'

/** Sums down the columns of rows of floats, in double precision, eight columns at a time. */

const widest = 8

/** Called with the address of the first float, where to put the sums (doubles) and the number of rows. */
function columnSumsFunction(columns: number, rowBytes: number): MemoryFunction {
  const [x, sums, rows] = [0, 1, 2]
  const pairs = Array.from({ length: columns / 2 }, (_, pair) => ({ pair, sum: 3 + pair }))
  const row = pairs.map(({ pair, sum }) => set(sum, f64x2.add(get(sum), f64x2.promoted(x, 8 * pair))))
  const body = [
    ...pairs.flatMap(({ sum }) => set(sum, f64x2.zero)),
    ...repeat(rows, [...row.flat(), ...advance(x, constant(rowBytes))]),
    ...pairs.flatMap(({ pair, sum }) => f64x2.store(sums, 16 * pair, get(sum))),
  ]
  return { parameters: 3, integers: 0, vectors: pairs.length, body }
}

/**
 * @param x address of [rows, columns] floats, columns a multiple of four
 * @param sums address of as many doubles as columns
 */
export function columnSums({ programs }: Site, x: number, sums: number, rows: number, columns: number): void {
  for (let first = 0; first < columns; first += widest) {
    const count = Math.min(widest, columns - first)
    const run = programs.get(`columnSums ${count} ${columns}`, () => columnSumsFunction(count, 4 * columns))
    run(x + 4 * first, sums + 8 * first, rows)
  }
}
