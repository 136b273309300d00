import { beforeAll, expect, it } from 'vitest'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { Weights } from '../models/weights'
import type { Network } from './network'
import { networkOfFunction } from './of-function'

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

const recipes = { kernel: { shape: [3, 2], deviation: 1 }, bias: { shape: [2], mean: 1, learns: false } }

const build = (seed: number): Network =>
  networkOfFunction(backend.tf, {
    name: 'network',
    compute: (ops, [x]) => [ops.bias(ops.dense(x!, { name: 'kernel' }), 'bias')],
    weights: new Weights(backend.tf, recipes, seed, 1),
    sizes: { input: [3], outputs: [[2]] },
  })

it('is the same again from its files, which say what is in them', async () => {
  const { tf } = backend
  const [network, other] = [build(1), build(2)]
  const outputOf = (each: Network): number[] =>
    tf.tidy(() => Array.from(each.apply(tf.tensor2d([[1, -2, 3]]))[0]!.dataSync()))
  expect(outputOf(other)).not.toEqual(outputOf(network))
  const files = await network.save()
  other.restore(files['weights.bin'])
  expect(outputOf(other)).toEqual(outputOf(network))
  const stated = JSON.parse(new TextDecoder().decode(files['weights.json'])) as object
  expect(stated).toEqual([
    { name: 'kernel', shape: [3, 2] },
    { name: 'bias', shape: [2] },
  ])
  expect(files['weights.bin']).toHaveLength(4 * (6 + 2))
  for (const each of [network, other]) each.dispose()
})

it('refuses the weights of another network, and knows which of its own learn', () => {
  const network = build(1)
  expect(() => network.restore(new Uint8Array(4))).toThrow('another size')
  expect(network.variables.map(({ shape }) => shape)).toEqual([[3, 2], [2]])
  expect(network.learning.map(({ shape }) => shape)).toEqual([[3, 2]])
  network.dispose()
})
