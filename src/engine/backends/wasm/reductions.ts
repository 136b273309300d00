import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { sizeOf, type Call } from './call'

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
    addUp(blocks, backend.typedArrayFromHeap(inputs.x), backend.typedArrayFromHeap(out), factorOf(blocks))
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

function addUp(blocks: Blocks, x: Float32Array, out: Float32Array, factor: number): void {
  const { outer, summed, inner } = blocks
  if (inner === 1) for (let o = 0; o < outer; o++) out[o] = total(x, o * summed, summed) * factor
  else addRows(blocks, x, out, factor)
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
