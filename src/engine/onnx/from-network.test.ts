import * as tf from '@tensorflow/tfjs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { beforeAll, describe, expect, it } from 'vitest'
import { tensorOperations, type NetworkFunction } from '../models/network'
import { Weights, type WeightRecipe } from '../models/weights'
import { onnxFromNetwork, readTensors } from './from-network'
import { randomTensor } from './models.fixture'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const gain = Math.SQRT2

/** A mapping network, a learned picture, two styled layers, noise, growing. */
const drawing: NetworkFunction = (ops, [z]) => {
  let w = ops.leakyRelu(ops.bias(ops.dense(ops.pixelNorm(z!), { name: 'map', gain }), 'map/bias'), 0.2)
  w = ops.scale(ops.add(ops.scale(w, 'sizes'), ops.concat(ops.part(z!, 2, 2), ops.part(z!, 0, 2))), 1.5)
  let x = ops.modulatedConv2d(ops.weight('corner'), { name: 'first', gain }, ops.dense(w, { name: 'style' }))
  x = ops.leakyRelu(ops.bias(ops.withNoise(x, ops.weight('noise'), 'strength'), 'first/bias'), 0.2)
  const small = ops.upsample2x(ops.modulatedConv2d(x, { name: 'rgb' }, w, { demodulate: false }))
  x = ops.pixelNorm(ops.relu(ops.conv2d(ops.upsample2x(x), { name: 'second', gain: 1 })))
  const large = ops.modulatedConv2d(x, { name: 'rgb' }, w, { demodulate: false })
  return [ops.sigmoid(ops.bias(ops.blend(small, ops.scale(large, 'colours'), 'fade'), 'rgb/bias')), w]
}

const drawn: Record<string, WeightRecipe> = {
  map: { shape: [4, 4], deviation: 1 },
  'map/bias': { shape: [4], deviation: 1 },
  sizes: { shape: [4], deviation: 1 },
  corner: { shape: [1, 2, 3, 5], deviation: 1 },
  style: { shape: [4, 5], deviation: 1 },
  first: { shape: [3, 3, 5, 4], deviation: 1 },
  'first/bias': { shape: [4], deviation: 1 },
  noise: { shape: [1, 2, 3, 1], deviation: 1 },
  strength: { shape: [4], deviation: 1 },
  second: { shape: [3, 3, 4, 4], deviation: 1 },
  rgb: { shape: [1, 1, 4, 3], deviation: 1 },
  'rgb/bias': { shape: [3], deviation: 1 },
  colours: { shape: [3], deviation: 1 },
  fade: { shape: [], mean: 0.3 },
}

/** Pictures to codes, with a condition beside them. */
const guessing: NetworkFunction = (ops, [picture, condition]) => {
  let x = ops.leakyRelu(ops.conv2d(picture!, { name: 'first', gain }, 2), 0.2)
  x = ops.downsample2x(ops.add(x, ops.tanh(ops.conv2d(x, { name: 'second' }))))
  const flat = ops.reshape(x, [8])
  return [ops.bias(ops.dense(ops.concat(flat, condition!), { name: 'last' }), 'last/bias')]
}

const guessed: Record<string, WeightRecipe> = {
  first: { shape: [4, 4, 3, 4], deviation: 1 },
  second: { shape: [3, 3, 4, 4], deviation: 0.1 },
  last: { shape: [10, 3], deviation: 1 },
  'last/bias': { shape: [3], deviation: 1 },
}

interface Example {
  network: NetworkFunction
  recipes: Record<string, WeightRecipe>
  inputs: number[][]
  outputs: number[][]
}

/** Writes the network, runs both on a batch of three and compares every output. */
async function expectSame({ network, recipes, inputs, outputs }: Example): Promise<void> {
  const weights = new Weights(tf, recipes, 3, 1)
  const read = await readTensors(Object.fromEntries(weights.names.map((name) => [name, weights.get(name)])))
  const ports = (all: number[][], kind: string) => all.map((sizes, i) => ({ name: `${kind}${i}`, sizes }))
  const file = onnxFromNetwork(network, read, {
    name: 'network',
    inputs: ports(inputs, 'in'),
    outputs: ports(outputs, 'out'),
  })
  const session = await InferenceSession.create(file)
  const given = inputs.map((sizes, i) => randomTensor([3, ...sizes], i + 1))
  const feeds = given.map((x, i) => [`in${i}`, new Tensor('float32', x.dataSync() as Float32Array, x.shape)])
  const actual = await session.run(Object.fromEntries(feeds) as Record<string, Tensor>)
  const operations = tensorOperations(tf, (name) => weights.get(name))
  network(operations, given).forEach((expected, i) => {
    const result = actual[`out${i}`]!
    expect(result.dims).toEqual(expected.shape)
    expect(result.dims).toEqual([3, ...outputs[i]!])
    const difference = tf.sub(expected, tf.tensor(result.data as Float32Array, expected.shape))
    expect(tf.max(tf.abs(difference)).dataSync()[0]).toBeLessThan(1e-5)
  })
}

describe('a written network computes what its tensors compute', () => {
  it('drawing with styles', () =>
    expectSame({ network: drawing, recipes: drawn, inputs: [[4]], outputs: [[4, 6, 3], [4]] }))

  it('guessing codes', () =>
    expectSame({ network: guessing, recipes: guessed, inputs: [[8, 4, 3], [2]], outputs: [[3]] }))
})

it('a missing weight is named', () => {
  const ports = { name: 'network', inputs: [{ name: 'z', sizes: [4] }], outputs: [] }
  expect(() => onnxFromNetwork(drawing, new Map(), ports)).toThrow('"map"')
})
