import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { gaussians, mulberry32, splitIndices } from '../../../core/random/random'
import { defaultConfigs } from '../../../core/records/training'
import { createRun } from '../../training/run'
import { compiled, type Backend } from '../backend'
import { openBackend } from '../open.node'
import { nativeLoads } from '../open.fixture'

describe.skipIf(!nativeLoads())('work compiled into a graph of TensorFlow', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend('native', { wasmFolder: '' })
  })

  const normal = (shape: number[], seed: number): Tensor => {
    const size = shape.reduce((product, side) => product * side, 1)
    return backend.tf.tensor(gaussians(size, mulberry32(seed)), shape)
  }

  test('gives at every call what the operations give one by one, for other inputs and other variables', () => {
    const { tf } = backend
    const filter = tf.variable(normal([4, 4, 3, 5], 1))
    const work = ([x, size]: Tensor[]): Tensor[] => {
      const loss = (): Tensor => tf.sum(tf.leakyRelu(tf.conv2d(x as Tensor4D, filter as Tensor4D, 2, 'same')))
      const { value, grads } = tf.variableGrads(() => loss().asScalar(), [filter])
      return [value, tf.mul(grads[filter.name]!, size!), ...tf.unstack(tf.reshape(x!, [2, -1]))]
    }
    const graph = compiled(backend, work, [filter])
    for (const seed of [2, 3, 4]) {
      const inputs = [normal([2, 8, 8, 3], seed), tf.scalar(seed)]
      const expected = work(inputs).map((tensor) => Array.from(tensor.dataSync()))
      const actual = graph.run(inputs).map((tensor) => Array.from(tensor.dataSync()))
      expect(actual).toHaveLength(expected.length)
      actual.forEach((numbers, i) =>
        numbers.forEach((number, k) => expect(number).toBeCloseTo(expected[i]![k]!, 4)),
      )
      filter.assign(normal([4, 4, 3, 5], 10 + seed))
    }
    graph.dispose()
  })

  test('tells variables apart that begin with the same numbers', () => {
    const { tf } = backend
    const first = tf.variable(tf.tensor1d([2, 3]))
    const second = tf.variable(first)
    const graph = compiled(backend, () => [tf.sub(first, second)], [first, second])
    expect(Array.from(graph.run([])[0]!.dataSync())).toEqual([0, 0])
    first.assign(tf.add(first, 1))
    expect(Array.from(graph.run([])[0]!.dataSync())).toEqual([1, 1])
    graph.dispose()
  })

  test('gives back what it was given, and what is always the same', () => {
    const { tf } = backend
    const kept = tf.variable(tf.tensor1d([2, 3]))
    const graph = compiled(backend, ([x]) => [kept.clone(), x!.clone(), tf.scalar(5)], [kept])
    for (const numbers of [[7], [8]]) {
      const results = graph.run([tf.tensor1d(numbers)]).map((tensor) => Array.from(tensor.dataSync()))
      expect(results).toEqual([[2, 3], numbers, [5]])
    }
    graph.dispose()
  })

  test('keeps no tensor', () => {
    const { tf } = backend
    const graph = compiled(backend, ([x]) => [tf.square(tf.add(x!, 1))], [])
    const input = normal([4], 1)
    const before = tf.memory().numTensors
    for (let i = 0; i < 3; i++) tf.dispose(graph.run([input]))
    expect(tf.memory().numTensors).toBe(before)
    graph.dispose()
  })

  test('is refused when it looks at numbers, and leaves the backend as it was', () => {
    const { tf } = backend
    const graph = compiled(backend, ([x]) => [tf.add(x!, tf.square(x!).dataSync()[0]!)], [])
    expect(() => graph.run([tf.scalar(2)])).toThrow('must not read')
    expect(tf.square(3).dataSync()[0]).toBe(9)
  })

  test('lets a run of the same seed end with the same weights bit for bit, also from a checkpoint', async () => {
    const side = 16
    const random = mulberry32(4)
    const images = Uint8Array.from({ length: 20 * side * side * 3 }, () => Math.floor(random() * 256))
    const split = splitIndices(20, 1, 0.2)
    const config = { ...defaultConfigs.vae, latentSize: 4, batchSize: 8 }
    const input = { backend, images, width: side, height: side, split, config }
    const whole = await createRun(input)
    for (let i = 0; i < 3; i++) await whole.step()
    const again = await createRun({ ...input, checkpoint: await whole.checkpoint() })
    for (const run of [whole, again]) for (let i = 0; i < 3; i++) await run.step()
    const fresh = await createRun(input)
    for (let i = 0; i < 6; i++) await fresh.step()
    const ends = await Promise.all([whole, again, fresh].map((run) => run.checkpoint()))
    for (const files of ends)
      for (const [name, bytes] of Object.entries(files))
        expect(Buffer.compare(bytes, ends[0]![name]!), name).toBe(0)
    for (const run of [whole, again, fresh]) run.dispose()
  })
})
