import { advance, constant, f32x4, get, repeat, set, type Code, type MemoryFunction } from './assembler'

/**
 * A matrix product's inner part, written out for one shape: C[m][n] = start[n] + sum over k of A[m][k] * B[k][n], for
 * all rows m and up to eight columns n. All three parts of a convolution are sweeps over a padded picture, which needs
 * no copy of its patches: only the distances in memory differ.
 *
 * The numbers of A that belong to one row lie in segments; B goes on from one to the next. Distances are in bytes.
 */
export interface SweepShape {
  rows: number
  /** 1 to 8. */
  columns: number
  /** From one row of A to the next. */
  aRow: number
  /** From one k to the next. */
  aStep: number
  bStep: number
  cRow: number
  /** Adds to what is in C instead of beginning with `start`. */
  accumulate: boolean
}

/** Addresses in bytes. */
export type Sweep = (
  a: number,
  b: number,
  c: number,
  start: number,
  segments: number,
  count: number,
  aSegment: number,
) => void

/**
 * Rows at a time. With two vectors of columns eight sums are under way, enough to hide how long an addition takes and
 * few enough for V8 to keep them all in registers: larger tiles and unrolled loops were slower.
 */
const tileRows = 4

const [a, b, c, start, segments, count, aSegment] = [0, 1, 2, 3, 4, 5, 6]
const [segment, pointA, pointB, segmentsLeft, countLeft, tilesLeft] = [7, 8, 9, 10, 11, 12]
const firstVector = 13

export function sweepFunction(shape: SweepShape, isFused: boolean): MemoryFunction {
  const vectors = Math.ceil(shape.columns / 4)
  const tiles = Math.floor(shape.rows / tileRows)
  const rest = shape.rows % tileRows
  const whole = [
    ...tile(shape, tileRows, isFused),
    ...advance(a, constant(tileRows * shape.aRow)),
    ...advance(c, constant(tileRows * shape.cRow)),
  ]
  const body = [
    ...(tiles > 0 ? [...set(tilesLeft, constant(tiles)), ...repeat(tilesLeft, whole)] : []),
    ...(rest > 0 ? tile(shape, rest, isFused) : []),
  ]
  return { parameters: 7, integers: 6, vectors: (tileRows + 1) * vectors + 1, body }
}

function tile(shape: SweepShape, rows: number, isFused: boolean): Code {
  const places = placesOf(shape, rows)
  const initial = places.map(({ sum, row, vector }) =>
    set(
      sum,
      shape.accumulate ? f32x4.load(c, row * shape.cRow + vector * 16) : f32x4.load(start, vector * 16),
    ),
  )
  const inSegment = [
    ...set(pointA, get(segment)),
    ...set(countLeft, get(count)),
    ...repeat(countLeft, oneStep(shape, rows, isFused)),
    ...advance(segment, get(aSegment)),
  ]
  return [
    ...initial.flat(),
    ...set(segment, get(a)),
    ...set(pointB, get(b)),
    ...set(segmentsLeft, get(segments)),
    ...repeat(segmentsLeft, inSegment),
    ...places.flatMap((place) => stored(shape, place)),
  ]
}

interface Place {
  row: number
  vector: number
  /** The local that sums up. */
  sum: number
}

function placesOf({ columns }: SweepShape, rows: number): Place[] {
  const vectors = Math.ceil(columns / 4)
  return Array.from({ length: rows * vectors }, (_, i) => {
    return { row: Math.floor(i / vectors), vector: i % vectors, sum: firstVector + i }
  })
}

function oneStep(shape: SweepShape, rows: number, isFused: boolean): Code {
  const vectors = Math.ceil(shape.columns / 4)
  const fromB = firstVector + tileRows * vectors
  const fromA = fromB + vectors
  const loads = Array.from({ length: vectors }, (_, v) => set(fromB + v, f32x4.load(pointB, v * 16)))
  const products = placesOf(shape, rows).map(({ row, vector, sum }) => [
    ...(vector === 0 ? set(fromA, f32x4.splat(pointA, row * shape.aRow)) : []),
    ...set(sum, addProduct(get(fromA), get(fromB + vector), get(sum), isFused)),
  ])
  return [
    ...loads.flat(),
    ...products.flat(),
    ...advance(pointA, constant(shape.aStep)),
    ...advance(pointB, constant(shape.bStep)),
  ]
}

const addProduct = (x: Code, y: Code, sum: Code, isFused: boolean): Code =>
  isFused ? f32x4.multiplyAdd(x, y, sum) : f32x4.add(sum, f32x4.mul(x, y))

function stored({ columns, cRow }: SweepShape, { row, vector, sum }: Place): Code {
  const offset = row * cRow + vector * 16
  const lanes = Math.min(4, columns - 4 * vector)
  if (lanes === 4) return f32x4.store(c, offset, get(sum))
  return Array.from({ length: lanes }, (_, lane) =>
    f32x4.storeLane(c, offset + 4 * lane, get(sum), lane),
  ).flat()
}
