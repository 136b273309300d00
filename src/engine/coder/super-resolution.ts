import type { LayersModel, Tensor4D } from '@tensorflow/tfjs'
import type { Backend } from '../backends/backend'

/** A network that draws pictures larger by a whole number, as its package has it. */
export interface SuperResolutionFiles {
  /** `model.json` of TensorFlow.js layers. */
  description: Uint8Array
  weights: Uint8Array
}

interface Description {
  modelTopology: object
  weightsManifest: [{ weights: Parameters<Backend['tf']['io']['decodeWeights']>[1] }]
}

/** Draws RGBA pictures larger; colours beside one another decide what lies between, so some of it is invented. */
export class SuperResolution {
  readonly #tf: Backend['tf']
  readonly #model: LayersModel

  private constructor(tf: Backend['tf'], model: LayersModel) {
    this.#tf = tf
    this.#model = model
  }

  static async open({ tf }: Backend, files: SuperResolutionFiles): Promise<SuperResolution> {
    const description = JSON.parse(new TextDecoder().decode(files.description)) as Description
    const { modelTopology, weightsManifest } = description
    const [{ weights: weightSpecs }] = weightsManifest
    const weightData = Uint8Array.from(files.weights).buffer
    const source = tf.io.fromMemory({ modelTopology, weightSpecs, weightData })
    return new SuperResolution(tf, await tf.loadLayersModel(source))
  }

  /** @param rgba [height, width, 4], opaque @returns larger by the network's factor */
  async enlarge(rgba: Uint8Array, width: number, height: number): Promise<Uint8Array> {
    const tf = this.#tf
    const larger = tf.tidy(() => {
      const picture = tf.tensor4d(rgba, [1, height, width, 4], 'int32')
      const rgb = tf.cast(tf.slice(picture, [0, 0, 0, 0], [1, height, width, 3]), 'float32')
      return this.#model.apply(rgb) as Tensor4D
    })
    const values = await larger.data()
    larger.dispose()
    // Clamped and rounded to the nearest.
    const out = new Uint8ClampedArray((values.length / 3) * 4).fill(255)
    for (let i = 0; i < values.length; i++) out[4 * Math.floor(i / 3) + (i % 3)] = values[i]!
    return new Uint8Array(out.buffer)
  }

  dispose(): void {
    this.#model.dispose()
  }
}
