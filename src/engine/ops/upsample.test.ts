import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { upsample2x } from './upsample'
import { upsampling2x } from './layers'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const pictures = (): tf.Tensor4D => tf.tensor4d([1, 2, 3, 4, 5, 6], [3, 1, 2, 1])

describe('upsampling', () => {
  it('makes four of every pixel', () => {
    const y = upsample2x(tf, pictures())
    expect(y.shape).toEqual([3, 2, 4, 1])
    expect(Array.from(y.dataSync().slice(0, 8))).toEqual([1, 1, 2, 2, 1, 1, 2, 2])
  })

  it('sums what the four are told, for every picture', () => {
    const dy = tf.reshape(tf.range(0, 24), [3, 2, 4, 1])
    const dx = tf.grad((x) => upsample2x(tf, x as tf.Tensor4D))(pictures(), dy)
    const first = [0 + 1 + 4 + 5, 2 + 3 + 6 + 7]
    expect(Array.from(dx.dataSync())).toEqual([
      ...first,
      ...first.map((x) => x + 32),
      ...first.map((x) => x + 64),
    ])
  })

  it('has a second derivative', () => {
    const squares = (x: tf.Tensor): tf.Scalar => tf.sum(tf.square(upsample2x(tf, x as tf.Tensor4D)))
    const second = tf.grad((x) => tf.sum(tf.grad(squares)(x)))
    expect(Array.from(second(pictures()).dataSync())).toEqual(Array(6).fill(8))
  })
})

async function copyThroughFile(model: tf.LayersModel): Promise<tf.LayersModel> {
  let files: tf.io.ModelArtifacts = {}
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    files = artifacts
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
  })
  await model.save(handler)
  return tf.loadLayersModel(tf.io.fromMemory(files))
}

describe('the layer', () => {
  const model = (): tf.LayersModel => {
    const input = tf.input({ shape: [4, null, 3] })
    return tf.model({ inputs: input, outputs: upsampling2x(tf, {}).apply(input) as tf.SymbolicTensor })
  }

  it('says the size of its pictures', () => {
    expect(model().outputs[0]?.shape).toEqual([null, 8, null, 3])
  })

  it('is the operation, also after it was saved and read again', async () => {
    const read = await copyThroughFile(model())
    const x = tf.randomNormal<tf.Rank.R4>([2, 4, 5, 3], 0, 1, 'float32', 1)
    const y = read.predict(x) as tf.Tensor
    expect(Array.from(y.dataSync())).toEqual(Array.from(upsample2x(tf, x).dataSync()))
  })
})
