import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../../core/random/random'
import type { Backend } from '../backend'
import { computeOn, openTestWasm } from '../open.fixture'

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

/** Normal numbers, the same on every backend. */
const normal = (shape: number[], seed: number): Tensor => {
  const size = shape.reduce((product, side) => product * side, 1)
  return backend.tf.tensor(gaussians(size, mulberry32(seed)), shape)
}

/** Our kernel must give what the plain `cpu` backend, written by others, gives. */
async function expectSame(work: () => Tensor[]): Promise<void> {
  const wasm = await computeOn(backend, 'wasm', work)
  const reference = await computeOn(backend, 'cpu', work)
  wasm.forEach((numbers, i) => {
    const worst = numbers.reduce((most, x, k) => Math.max(most, Math.abs(x - reference[i]![k]!)), 0)
    const scale = Math.max(1, ...reference[i]!.map(Math.abs))
    expect(numbers).toHaveLength(reference[i]!.length)
    expect(worst / scale).toBeLessThan(1e-5)
  })
}

const convolutions = [
  { input: [2, 8, 8, 3], filter: [4, 4, 3, 5], strides: 2, pad: 'same' },
  { input: [1, 7, 5, 2], filter: [3, 3, 2, 4], strides: 2, pad: 'same' },
  { input: [3, 7, 9, 1], filter: [3, 2, 1, 6], strides: 1, pad: 'valid' },
  { input: [2, 9, 8, 4], filter: [2, 5, 4, 1], strides: 3, pad: 'valid' },
  { input: [2, 5, 5, 3], filter: [1, 1, 3, 2], strides: 1, pad: 'same' },
  { input: [2, 4, 4, 20], filter: [4, 4, 20, 3], strides: 1, pad: 'same' },
  { input: [1, 3, 3, 2], filter: [5, 5, 2, 2], strides: 2, pad: 'same' },
  { input: [2, 6, 6, 2], filter: [3, 3, 2, 3], strides: 2, pad: 1 },
] as const

describe.each(convolutions)('a convolution of $input with $filter, strides $strides, pad $pad', (sizes) => {
  const { strides, pad } = sizes
  it('has the right result and gradients', () =>
    expectSame(() => {
      const { tf } = backend
      const [x, filter] = [normal([...sizes.input], 1), normal([...sizes.filter], 2)] as [Tensor4D, Tensor4D]
      const convolve = (a: Tensor, b: Tensor): Tensor4D =>
        tf.conv2d(a as Tensor4D, b as Tensor4D, strides, pad)
      const y = convolve(x, filter)
      return [y, ...tf.grads(convolve)([x, filter], normal(y.shape, 3))]
    }))
})

describe.each([
  { z: [2, 4, 4, 5], filter: [4, 4, 3, 5], out: [2, 8, 8, 3], strides: 2, pad: 'same' },
  { z: [1, 3, 4, 2], filter: [3, 3, 4, 2], out: [1, 5, 7, 4], strides: 2, pad: 'same' },
  { z: [2, 3, 3, 2], filter: [2, 3, 1, 2], out: [2, 4, 5, 1], strides: 1, pad: 'valid' },
] as const)('a transposed convolution of $z with $filter to $out', (sizes) => {
  it('has the right result and gradients', () =>
    expectSame(() => {
      const { tf } = backend
      const convolve = (a: Tensor, b: Tensor): Tensor4D =>
        tf.conv2dTranspose(a as Tensor4D, b as Tensor4D, [...sizes.out], sizes.strides, sizes.pad)
      const inputs = [normal([...sizes.z], 1), normal([...sizes.filter], 2)]
      return [convolve(inputs[0]!, inputs[1]!), ...tf.grads(convolve)(inputs, normal([...sizes.out], 3))]
    }))
})

describe.each([
  { a: [3, 4], b: [4, 5], transposeA: false, transposeB: false },
  { a: [4, 3], b: [4, 5], transposeA: true, transposeB: false },
  { a: [3, 4], b: [5, 4], transposeA: false, transposeB: true },
  { a: [4, 3], b: [5, 4], transposeA: true, transposeB: true },
  { a: [2, 4, 3], b: [2, 4, 5], transposeA: true, transposeB: false },
  { a: [1, 4, 3], b: [6, 5, 4], transposeA: true, transposeB: true },
])('a matrix product of $a ($transposeA) and $b ($transposeB)', ({ a, b, transposeA, transposeB }) => {
  it('is right', () =>
    expectSame(() => [backend.tf.matMul(normal(a, 1), normal(b, 2), transposeA, transposeB)]))
})

it('frees everything that a kernel takes', () => {
  const { tf } = backend
  const kernels = (tf.backend() as unknown as { dataIdMap: { numDataIds(): number } }).dataIdMap
  const work = (): void =>
    tf.tidy(() => {
      const grads = tf.grads((x, f) => tf.conv2d(x as Tensor4D, f as Tensor4D, 2, 'same'))
      grads([normal([2, 8, 8, 3], 1), normal([4, 4, 3, 5], 2)])
    })
  work()
  const before = kernels.numDataIds()
  work()
  expect(kernels.numDataIds()).toBe(before)
})
