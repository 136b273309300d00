import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { onnxFromLayers } from '../onnx/from-layers'
import { randomTensor, seedWeights, smallDecoder, smallEncoder } from '../onnx/models.fixture'
import { openDecoder } from './decoder'
import { openEncoder } from './encoder'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const decoderModel = () => seedWeights(smallDecoder())
const encoderModel = () => seedWeights(smallEncoder(8))
const decoderFile = () => onnxFromLayers(decoderModel(), { input: 'z', outputs: ['image'] })
const encoderFile = () => onnxFromLayers(encoderModel(), { input: 'image', outputs: ['mu', 'logvar'] })
const numbers = (tensor: tf.Tensor) => Float32Array.from(tensor.dataSync())

/** More than two batches, the last one not full. */
const count = 70

describe('decoder', () => {
  it('knows its sizes', async () => {
    const decoder = await openDecoder(await decoderFile())
    expect(decoder).toMatchObject({ latentSize: 5, width: 8, height: 8 })
    await decoder.dispose()
  })

  it('may be disposed of twice', async () => {
    const decoder = await openDecoder(await decoderFile())
    await Promise.all([decoder.dispose(), decoder.dispose()])
    await expect(decoder.decode(new Float32Array(5), 1)).rejects.toThrow(/disposed/)
  })

  it.each([1, 2])('gives the bytes that the layers give, on %i threads', async (threads) => {
    const decoder = await openDecoder(await decoderFile(), { threads })
    const z = randomTensor([count, 5], 3).mul(20)
    const image = await decoder.decode(numbers(z), count)
    const expected = numbers(decoderModel().predict(z) as tf.Tensor).map((value) => 255 * value)
    expect(image.length).toBe(count * 8 * 8 * 3)
    expect(new Set(image).size).toBeGreaterThan(100)
    // Half a step for rounding, and a hair for the difference between the two libraries.
    expect(image.every((byte, index) => Math.abs(byte - (expected[index] ?? NaN)) < 0.51)).toBe(true)
    await decoder.dispose()
  })

  it('decodes nothing to nothing, and refuses counts that do not fit', async () => {
    const decoder = await openDecoder(await decoderFile())
    expect(await decoder.decode(new Float32Array(0), 0)).toHaveLength(0)
    for (const wrong of [NaN, -1, 0.5, 2, Infinity]) {
      await expect(decoder.decode(new Float32Array(5), wrong)).rejects.toThrow(RangeError)
    }
    await decoder.dispose()
  })

  it('turns codes that are not numbers into pictures all the same', async () => {
    const decoder = await openDecoder(await decoderFile())
    expect(await decoder.decode(new Float32Array(5).fill(NaN), 1)).toHaveLength(8 * 8 * 3)
    await decoder.dispose()
  })
})

describe('encoder', () => {
  it('gives the codes that the layers give', async () => {
    const encoder = await openEncoder(await encoderFile())
    expect(encoder).toMatchObject({ latentSize: 5, width: 8, height: 8 })
    const rgb = Uint8Array.from({ length: count * 8 * 8 * 3 }, (_, index) => (index * 97) % 256)
    const { mu, sigma } = await encoder.encode(rgb, count)
    const input = tf.tensor4d(Float32Array.from(rgb), [count, 8, 8, 3]).div(255)
    const [expectedMu, logvar] = encoderModel().predict(input) as [tf.Tensor, tf.Tensor]
    expectClose(mu, numbers(expectedMu))
    expectClose(sigma, numbers(logvar.div(2).exp()))
    await encoder.dispose()
  })

  it('refuses counts that do not fit', async () => {
    const encoder = await openEncoder(await encoderFile())
    await expect(encoder.encode(new Uint8Array(8 * 8 * 3), 2)).rejects.toThrow(/announced/)
    await encoder.dispose()
  })
})

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length)
  expect(actual.every((value, index) => Math.abs(value - (expected[index] ?? NaN)) < 1e-5)).toBe(true)
}
