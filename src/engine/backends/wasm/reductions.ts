import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { sizeOf, type Call } from './call'
import { columnSums } from './column-sums'
import { floatsOf, siteOf, withScratch, type Site } from './scratch'

/**
 * Sums and means in double precision.
 *
 * The wasm backend of tfjs 4.22 adds in single precision, one number after the other: a sum of 400,000 numbers keeps
 * three digits. It also turns the tensor round first where not the last axes are summed, which takes longer than the
 * sum; here the axes need only be neighbours.
 */

type ReductionCall = Call<{ x: TensorInfo }, { axis: number | number[]; keepDims: boolean }>

type Reduce = (call: ReductionCall) => TensorInfo

/** A tensor as [outer, summed, inner]. */
interface Blocks {
  outer: number
  summed: number
  inner: number
}

/** @param stock what does all the rest: whole numbers, and axes that are no neighbours */
export const sum = (stock: KernelFunc): Reduce => reduction(stock, () => 1)
export const mean = (stock: KernelFunc): Reduce => reduction(stock, ({ summed }) => 1 / summed)

function reduction(stock: KernelFunc, factorOf: (blocks: Blocks) => number): Reduce {
  return (call) => {
    const { inputs, backend, attrs } = call
    const { shape, dtype } = inputs.x
    const axes = axesOf(attrs.axis, shape.length)
    const blocks = blocksOf(shape, axes)
    if (dtype !== 'float32' || !blocks) return stock(call) as TensorInfo
    const kept = shape.map((side, axis) => (axes.includes(axis) ? 1 : side))
    const outShape = attrs.keepDims ? kept : shape.filter((_, axis) => !axes.includes(axis))
    const out = backend.makeOutput(outShape, 'float32')
    addUp(siteOf(backend), blocks, inputs.x, out, factorOf(blocks))
    return out
  }
}

/** Axes from 0, ascending; where none is named, all. */
function axesOf(axis: number | number[] | null | undefined, rank: number): number[] {
  if (axis === null || axis === undefined) return Array.from({ length: rank }, (_, i) => i)
  return [axis]
    .flat()
    .map((place) => (place < 0 ? place + rank : place))
    .sort((a, b) => a - b)
}

function blocksOf(shape: number[], axes: number[]): Blocks | undefined {
  const [first = 0, last = -1] = [axes[0], axes.at(-1)]
  if (last - first !== axes.length - 1) return undefined
  return {
    outer: sizeOf(shape.slice(0, first)),
    summed: sizeOf(shape.slice(first, last + 1)),
    inner: sizeOf(shape.slice(last + 1)),
  }
}

function addUp(site: Site, blocks: Blocks, x: TensorInfo, out: TensorInfo, factor: number): void {
  const { outer, summed, inner } = blocks
  const columns = columnsFor(blocks)
  if (columns > 0) return addColumns(site, columns, blocks, x, out, factor)
  const [values, sums] = [floatsOf(site, x).values, floatsOf(site, out).values]
  if (inner > 1) return addRows(blocks, values, sums, factor)
  for (let o = 0; o < outer; o++) sums[o] = total(values, o * summed, summed) * factor
}

/** Rows are taken together until their length is a multiple of four floats; 0 where that does not come out even. */
function columnsFor({ summed, inner }: Blocks): number {
  const together = inner % 4 === 0 ? 1 : inner % 2 === 0 ? 2 : 4
  return summed > 0 && summed % together === 0 ? together * inner : 0
}

function addColumns(
  site: Site,
  columns: number,
  { outer, summed, inner }: Blocks,
  x: TensorInfo,
  out: TensorInfo,
  factor: number,
): void {
  withScratch(site, (take) => {
    const scratch = take(2 * columns)
    const [from, to] = [floatsOf(site, x).address, floatsOf(site, scratch)]
    const sums = new Float64Array(to.values.buffer, to.address, columns)
    const target = floatsOf(site, out).values
    for (let o = 0; o < outer; o++) {
      columnSums(site, from + 4 * o * summed * inner, to.address, (summed * inner) / columns, columns)
      for (let k = 0; k < inner; k++) {
        let sum = 0
        for (let i = k; i < columns; i += inner) sum += sums[i]!
        target[o * inner + k] = sum * factor
      }
    }
  })
}

function total(x: Float32Array, start: number, length: number): number {
  let sum = 0
  for (let i = start; i < start + length; i++) sum += x[i]!
  return sum
}

function addRows({ outer, summed, inner }: Blocks, x: Float32Array, out: Float32Array, factor: number): void {
  const sums = new Float64Array(inner)
  for (let o = 0, at = 0; o < outer; o++) {
    sums.fill(0)
    for (let s = 0; s < summed; s++) for (let k = 0; k < inner; k++) sums[k]! += x[at++]!
    for (let k = 0; k < inner; k++) out[o * inner + k] = sums[k]! * factor
  }
}
