import { afterEach, expect, it } from 'vitest'
import { openTestWasm } from '../backends/open.fixture'
import { probeBackend } from './probe'

const { tf, ...backend } = await openTestWasm()
const restore: (() => void)[] = []
afterEach(() => restore.splice(0).forEach((undo) => undo()))

it('gives the stored numbers on wasm, and a time', async () => {
  const { stepMs } = await probeBackend({ ...backend, tf })
  expect(stepMs).toBeGreaterThan(0)
})

/** As a faulty driver would: the kernel runs, and its result is a little off. */
function tamper(kernelName: string, factor: number): void {
  const right = tf.getKernel(kernelName, 'wasm')
  tf.unregisterKernel(kernelName, 'wasm')
  tf.registerKernel({
    ...right,
    kernelFunc: (call) => {
      const result = right.kernelFunc(call)
      const values = tf.engine().makeTensorFromTensorInfo(Array.isArray(result) ? result[0]! : result)
      return tf.mul(values, factor)
    },
  })
  restore.push(() => {
    tf.unregisterKernel(kernelName, 'wasm')
    tf.registerKernel(right)
  })
}

it.each([
  ['Sigmoid', 1.02],
  ['FusedConv2D', 0.98],
  ['LeakyRelu', NaN],
])('refuses a rung whose %s is off by a factor of %f', async (kernel, factor) => {
  tamper(kernel, factor)
  await expect(probeBackend({ ...backend, tf })).rejects.toThrow('The test step gave wrong numbers')
})
