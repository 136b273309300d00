import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { onnxFromLayers } from '../onnx/from-layers'
import { modelFile, node, tensor, valueInfo, type Dimension } from '../onnx/graph'
import { bytesField, integerField, message, textField } from '../onnx/protobuf'
import { smallDecoder, smallEncoder } from '../onnx/models.fixture'
import { openDecoder } from './decoder'
import { openEncoder } from './encoder'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** A file that passes `input` through; only its declarations matter. */
const declaring = (input: string, from: Dimension[], output: string, to: Dimension[]): Uint8Array =>
  modelFile({
    name: 'test',
    nodes: [node('Reshape', [input, 'shape'], output)],
    initializers: [tensor('shape', [to.length], BigInt64Array.from(to.map((size) => BigInt(+size || -1))))],
    inputs: [valueInfo(input, from)],
    outputs: [valueInfo(output, to)],
  })

describe('a file that is no decoder is refused', () => {
  it.each([
    ['empty', new Uint8Array(0)],
    ['garbage', Uint8Array.from({ length: 1000 }, (_, index) => (index * 31) % 256)],
    ['text', new TextEncoder().encode('{"format": "layers-model"}')],
  ])('%s', async (_, bytes) => {
    await expect(openDecoder(bytes)).rejects.toThrow(
      /^The file is not an ONNX network that can be run here\.$/,
    )
  })

  it('cut short', async () => {
    const file = await onnxFromLayers(smallDecoder(), { input: 'z', outputs: ['image'] })
    for (const part of [0.1, 0.5, 0.99]) {
      const cut = file.subarray(0, Math.floor(file.length * part))
      await expect(openDecoder(cut)).rejects.toThrow(/^The/)
    }
  })

  it.each([
    ['code', ['N', 48], 'image', ['N', 4, 4, 3], /inputs are "code", but it should have only "z"/],
    ['z', ['N', 48], 'picture', ['N', 4, 4, 3], /no "image" among "picture"/],
    ['z', ['N', 48, 1], 'image', ['N', 4, 4, 3], /"z" has the shape \[N, 48, 1\]/],
    ['z', [2, 48], 'image', ['N', 4, 4, 3], /"z" has the shape \[2, 48\]/],
    ['z', ['N', 5000], 'image', ['N', 4, 4, 3], /"z" has the shape \[N, 5000\]/],
    ['z', ['N', 'Z'], 'image', ['N', 4, 4, 3], /"z" has the shape \[N, Z\]/],
    ['z', ['N', 48], 'image', ['N', 3, 4, 4], /"image" has the shape \[N, 3, 4, 4\]/],
    ['z', ['N', 48], 'image', ['N', 5000, 4, 3], /"image" has the shape \[N, 5000, 4, 3\]/],
    ['z', ['N', 48], 'image', ['N', 48], /"image" has the shape \[N, 48\]/],
  ] as const)('%s %j to %s %j', async (input, from, output, to, reason) => {
    const opening = openDecoder(declaring(input, [...from], output, [...to]))
    await expect(opening).rejects.toThrow(RangeError)
    await expect(opening).rejects.toThrow(reason)
  })

  it('with weights in another file', async () => {
    const entry = message(textField(1, 'location'), textField(2, '../weights.bin'))
    const weight = message(textField(8, 'w'), bytesField(13, entry), integerField(14, 1))
    const parts = { name: 'test', nodes: [], initializers: [weight], inputs: [], outputs: [] }
    await expect(openDecoder(modelFile(parts))).rejects.toThrow(/refers to other files/)
  })

  it('larger than the limit', async () => {
    const size = 512 * 2 ** 20 + 1
    await expect(openDecoder(new Uint8Array(size))).rejects.toThrow(/larger than 512 MB/)
  })
})

describe('a file that is no encoder is refused', () => {
  it('without its second output', async () => {
    const file = await onnxFromLayers(smallEncoder(8), { input: 'image', outputs: ['mu', 'sigma'] })
    await expect(openEncoder(file)).rejects.toThrow(/no "logvar" among "mu", "sigma"/)
  })

  it('with outputs of different sizes', async () => {
    const file = modelFile({
      name: 'test',
      nodes: [node('Identity', ['image'], 'mu'), node('Identity', ['image'], 'logvar')],
      initializers: [],
      inputs: [valueInfo('image', ['N', 'Z'])],
      outputs: [valueInfo('mu', ['N', 4]), valueInfo('logvar', ['N', 5])],
    })
    await expect(openEncoder(file)).rejects.toThrow(/^The/)
  })

  it('a decoder', async () => {
    const file = await onnxFromLayers(smallDecoder(), { input: 'z', outputs: ['image'] })
    await expect(openEncoder(file)).rejects.toThrow(/should have only "image"/)
  })
})

it('refuses results of another shape than the file declares', async () => {
  const decoder = await openDecoder(declaring('z', ['N', 24], 'image', ['N', 4, 4, 3]))
  await expect(decoder.decode(new Float32Array(48), 2)).rejects.toThrow(
    /gave float32 \[1, 4, 4, 3\] where \[2, 4, 4, 3\] was expected/,
  )
  await decoder.dispose()
})
