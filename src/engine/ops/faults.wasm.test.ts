import type { Tensor } from '@tensorflow/tfjs'
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTestWasm } from '../backends/open.fixture'
import { adjointGap } from './adjoint.fixture'
import { faults } from './faults.fixture'

/** The backend's own kernels, which ours took the place of, under names that nothing else uses. */
function keepStock(): void {
  for (const name of ['MaxPoolGrad', 'Sum'])
    tf.registerKernel({ ...tf.getKernel(name, 'wasm'), kernelName: `Stock${name}` })
}

beforeAll(async () => {
  keepStock()
  await openTestWasm()
})

describe.each(['cpu', 'wasm'])('on %s', (name) => {
  beforeAll(async () => {
    await tf.setBackend(name)
  })

  describe.each(faults)('$name', ({ faulty, ours, wrongOn, shape }) => {
    it('is known to be right or wrong', async () => {
      const gap = await adjointGap(tf, faulty, shape)
      if (wrongOn.includes(name)) expect(gap).toBeGreaterThan(1e-3)
      else expect(gap).toBeLessThan(1e-6)
    })

    it('has something right in its place', async () => {
      expect(await adjointGap(tf, ours, shape)).toBeLessThan(1e-6)
    })
  })
})

describe('max-pooling on wasm', () => {
  const attributes = { filterSize: 2, strides: 2, pad: 'valid' }
  const gradientBy = (kernel: string): number[] =>
    tf.tidy(() => {
      const input = tf.tensor4d([-1, -2, -3, -4, -8, -5, -7, -6], [1, 2, 4, 1])
      const output = tf.maxPool(input, 2, 2, 'valid')
      const dy = tf.tensor4d([10, 20], [1, 1, 2, 1])
      const inputs = { dy, input, output } as unknown as tf.NamedTensorMap
      return Array.from(tf.engine().runKernel<Tensor>(kernel, inputs, attributes).dataSync())
    })

  it("is wrong by the backend's own kernel where no pixel is positive", async () => {
    await tf.setBackend('wasm')
    expect(gradientBy('StockMaxPoolGrad')[2]).toBe(0)
  })

  it('gives its share to the largest pixel by ours', async () => {
    await tf.setBackend('wasm')
    expect(gradientBy('MaxPoolGrad')).toEqual([10, 0, 20, 0, 0, 0, 0, 0])
  })
})

describe('a sum of 400,000 numbers on wasm', () => {
  const relativeError = (kernel: string): number =>
    tf.tidy(() => {
      const numbers = Float32Array.from({ length: 400_000 }, (_, i) => 1 + (i % 7) / 10)
      const right = numbers.reduce((sum, value) => sum + value, 0)
      const x = tf.tensor1d(numbers)
      const attrs = { axis: [0], keepDims: false }
      const sum = tf.engine().runKernel<Tensor>(kernel, { x }, attrs)
      return Math.abs(sum.dataSync()[0]! - right) / right
    })

  it("loses digits by the backend's own kernel", async () => {
    await tf.setBackend('wasm')
    expect(relativeError('StockSum')).toBeGreaterThan(1e-5)
  })

  it('is right by ours', async () => {
    await tf.setBackend('wasm')
    expect(relativeError('Sum')).toBeLessThan(1e-7)
  })
})
