import type { Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import type { Conditions } from '../../core/records/conditions'
import type { Batch } from '../kinds/learner'

/** Square RGB pictures in one buffer, uint8 [count, side, side, 3], and what is known of them. */
export class Samples {
  readonly side: number
  readonly count: number
  readonly #rgb: Uint8Array
  readonly #length: number
  readonly #conditions: Conditions | undefined

  /** @throws RangeError when the bytes are not whole square pictures, or conditions are not as many */
  constructor(rgb: Uint8Array, width: number, height: number, conditions?: Conditions) {
    if (width !== height) throw new RangeError(`only square pictures can be learnt, not ${width} x ${height}`)
    this.side = width
    this.#length = width * height * 3
    this.count = rgb.length / this.#length
    if (!Number.isInteger(this.count)) throw new RangeError('the images do not have the size that is stated')
    this.#rgb = rgb
    this.#conditions = conditions
    if (conditions && conditions.values.length !== this.count * conditions.size)
      throw new RangeError('the conditions are not as many as the images')
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

  /** All that is known of these pictures. The caller disposes it. */
  batch(tf: TensorFlow, indices: ArrayLike<number>): Batch {
    const x = this.tensor(tf, indices)
    const { size = 0 } = this.#conditions ?? {}
    return size === 0
      ? { x }
      : { x, conditions: tf.tensor2d(this.conditions(indices), [indices.length, size]) }
  }

  /** What these pictures' models are told, [indices, size]. */
  conditions(indices: ArrayLike<number>): Float32Array {
    const { size, values } = this.#conditions ?? { size: 0, values: new Float32Array() }
    const rows = new Float32Array(indices.length * size)
    Array.from(indices).forEach((index, place) =>
      rows.set(values.subarray(index * size, (index + 1) * size), place * size),
    )
    return rows
  }

  /** The pictures as a tensor in [0, 1], [count, side, side, 3]. The caller disposes it. */
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
