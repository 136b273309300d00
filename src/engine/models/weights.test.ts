import type { Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { Weights } from './weights'

const recipes = {
  kernel: { shape: [20, 30], deviation: 2 },
  bias: { shape: [3], mean: 1 },
  fade: { shape: [], learns: false },
}

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

const numbers = (tensor: Tensor): number[] => Array.from(tensor.dataSync())
const deviation = (row: number[]): number => Math.sqrt(row.reduce((sum, x) => sum + x * x, 0) / row.length)

describe('named weights', () => {
  it('begin as their recipes say, the same for the same seed', () => {
    const [weights, same, other] = [1, 1, 2].map((seed) => new Weights(backend.tf, recipes, seed, 1))
    expect(deviation(numbers(weights!.get('kernel')))).toBeCloseTo(2, 0)
    expect(numbers(weights!.get('bias'))).toEqual([1, 1, 1])
    expect(numbers(same!.get('kernel'))).toEqual(numbers(weights!.get('kernel')))
    expect(numbers(other!.get('kernel'))).not.toEqual(numbers(weights!.get('kernel')))
    for (const each of [weights, same, other]) each!.dispose()
  })

  it('learn unless they are assigned by steps', () => {
    const weights = new Weights(backend.tf, recipes, 1, 1)
    expect(weights.learning).toEqual([weights.get('kernel'), weights.get('bias')])
    expect(weights.names).toEqual(['kernel', 'bias', 'fade'])
    expect(() => weights.get('kernels')).toThrow('"kernels"')
    weights.dispose()
  })

  it('are the same again after they were saved, and refuse those of another network', async () => {
    const [weights, other] = [1, 2].map((seed) => new Weights(backend.tf, recipes, seed, 1))
    const bytes = await weights!.save()
    other!.restore(bytes)
    expect(other!.all.map(numbers)).toEqual(weights!.all.map(numbers))
    expect(() => other!.restore(bytes.subarray(4))).toThrow(RangeError)
    for (const each of [weights, other]) each!.dispose()
  })

  it('are copied, and keep no tensor when all is disposed', () => {
    const before = backend.tf.memory().numTensors
    const weights = new Weights(backend.tf, recipes, 1, 1)
    const copy = weights.copy()
    const zeros = backend.tf.zeros([3])
    weights.get('bias').assign(zeros)
    zeros.dispose()
    expect(numbers(copy.get('bias'))).toEqual([1, 1, 1])
    expect(numbers(copy.get('kernel'))).toEqual(numbers(weights.get('kernel')))
    weights.dispose()
    copy.dispose()
    expect(backend.tf.memory().numTensors).toBe(before)
  })
})
