import type { Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/** Square RGB pictures in one buffer, uint8 [count, side, side, 3]. */
export class Pictures {
  readonly side: number
  readonly count: number
  readonly #rgb: Uint8Array
  readonly #length: number

  /** @throws RangeError when the bytes are not whole square pictures */
  constructor(rgb: Uint8Array, width: number, height: number) {
    if (width !== height) throw new RangeError(`only square pictures can be learnt, not ${width} x ${height}`)
    this.side = width
    this.#length = width * height * 3
    this.count = rgb.length / this.#length
    if (!Number.isInteger(this.count)) throw new RangeError('the images do not have the size that is stated')
    this.#rgb = rgb
  }

  /** The bytes of the pictures with these numbers, one after another. */
  bytes(indices: ArrayLike<number>): Uint8Array {
    const bytes = new Uint8Array(indices.length * this.#length)
    Array.from(indices).forEach((index, place) => {
      if (index >= this.count) throw new RangeError(`there is no image ${index}`)
      bytes.set(this.#rgb.subarray(index * this.#length, (index + 1) * this.#length), place * this.#length)
    })
    return bytes
  }

  /** The same as a tensor in [0, 1], [count, side, side, 3]. The caller disposes it. */
  tensor(tf: TensorFlow, indices: ArrayLike<number>): Tensor4D {
    const bytes = this.bytes(indices)
    const values = new Float32Array(bytes.length)
    for (let i = 0; i < bytes.length; i++) values[i] = bytes[i]! / 255
    return tf.tensor4d(values, [indices.length, this.side, this.side, 3])
  }
}

/** Values in [0, 1] to bytes, to the nearest. */
export function bytesFromUnit(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8ClampedArray(values.length)
  for (let i = 0; i < values.length; i++) bytes[i] = Math.round(255 * values[i]!)
  return new Uint8Array(bytes.buffer)
}
