import * as tf from '@tensorflow/tfjs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { beforeAll, describe, expect, it } from 'vitest'
import { upsampling2x } from '../ops/layers'
import { onnxFromLayers } from './from-layers'
import { randomTensor, seedWeights, smallDecoder, smallEncoder } from './models.fixture'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** Runs both on the same random inputs [3, ...shape] and compares every output, shape and numbers. */
async function expectSame(model: tf.LayersModel): Promise<void> {
  seedWeights(model)
  const outputs = model.outputs.map((_, index) => `output${index}`)
  const session = await InferenceSession.create(await onnxFromLayers(model, { input: 'input', outputs }))
  const shape = [3, ...(model.inputs[0]?.shape.slice(1) ?? [])].map(Number)
  const input = randomTensor(shape, 99)
  const expected = [model.predict(input)].flat()
  const actual = await session.run({
    input: new Tensor('float32', Float32Array.from(input.dataSync()), shape),
  })
  for (const [index, tensor] of expected.entries()) {
    const result = actual[`output${index}`]
    expect(result?.dims).toEqual(tensor.shape)
    expect(largestDifference(result?.data as Float32Array, tensor.dataSync())).toBeLessThan(1e-5)
  }
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, value, index) => Math.max(worst, Math.abs(value - (b[index] ?? NaN))), 0)

/** A model of one layer. */
function single(shape: number[], layer: tf.layers.Layer): tf.LayersModel {
  const input = tf.input({ shape })
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor })
}

describe('a written model computes what the layers compute', () => {
  it.each([8, 9])('encoder of pictures of %i pixels a side', (size) => expectSame(smallEncoder(size)))

  it('decoder', () => expectSame(smallDecoder()))

  it.each([
    ['valid', 3, 2, 1],
    ['same', 3, 2, 1],
    ['same', 3, 1, 2],
    ['same', 5, 3, 1],
  ] as const)('Conv2D %s, kernel %i, stride %i, dilation %i', (padding, kernelSize, strides, dilationRate) =>
    expectSame(
      single([9, 7, 2], tf.layers.conv2d({ filters: 3, kernelSize, strides, padding, dilationRate })),
    ),
  )

  it.each([
    ['valid', 4, 2],
    ['same', 5, 2],
    ['same', 3, 3],
    ['same', 2, 3],
    ['valid', 2, 3],
  ] as const)('Conv2DTranspose %s, kernel %i, stride %i', (padding, kernelSize, strides) =>
    expectSame(
      single(
        [4, 3, 2],
        tf.layers.conv2dTranspose({ filters: 3, kernelSize, strides, padding, activation: 'tanh' }),
      ),
    ),
  )

  it('Dense on pictures, with and without bias', async () => {
    await expectSame(single([4, 3, 2], tf.layers.dense({ units: 5, activation: 'relu' })))
    await expectSame(single([4, 3, 2], tf.layers.dense({ units: 5, useBias: false })))
  })

  it('Upsampling2x', () => expectSame(single([4, 3, 2], upsampling2x(tf, {}))))

  it('a layer used twice, and one result read by two', async () => {
    const input = tf.input({ shape: [6, 6, 2] })
    const shared = tf.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same', activation: 'sigmoid' })
    const once = shared.apply(input) as tf.SymbolicTensor
    const twice = shared.apply(once) as tf.SymbolicTensor
    const relu = tf.layers.reLU().apply(twice) as tf.SymbolicTensor
    const tanh = tf.layers.activation({ activation: 'tanh' }).apply(once) as tf.SymbolicTensor
    await expectSame(tf.model({ inputs: input, outputs: [relu, tanh] }))
  })
})

describe('a model it cannot write is refused', () => {
  const write = (layer: tf.layers.Layer) =>
    onnxFromLayers(single([8, 8, 2], layer), { input: 'input', outputs: ['output'] })

  it('names the layer and its class', async () => {
    const pool = tf.layers.maxPooling2d({ poolSize: 2, name: 'pool' })
    await expect(write(pool)).rejects.toThrow(/"pool".*MaxPooling2D/)
  })

  it('names the setting', async () => {
    await expect(write(tf.layers.activation({ activation: 'softmax' }))).rejects.toThrow(
      /activation "softmax"/,
    )
    await expect(write(tf.layers.reLU({ maxValue: 6 }))).rejects.toThrow(/maxValue 6/)
    await expect(write(tf.layers.flatten({ dataFormat: 'channelsFirst' }))).rejects.toThrow(
      /dataFormat "channelsFirst"/,
    )
  })

  it('asks for one name per output', async () => {
    const model = smallEncoder(8)
    const few = onnxFromLayers(model, { input: 'image', outputs: ['mu'] })
    await expect(few).rejects.toThrow(/one name each/)
    const same = onnxFromLayers(model, { input: 'mu', outputs: ['mu', 'logvar'] })
    await expect(same).rejects.toThrow(/all different/)
  })
})
