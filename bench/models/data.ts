import type { Conditions } from '../../src/core/records/conditions'
import { conditionsFrom } from '../../src/core/records/conditions'
import type { Attribute } from '../../src/core/records/attribute'
import type { ImageSize, PresetName } from '../../src/core/records/dataset'
import { splitIndices, type Split } from '../../src/core/random/random'
import { buildPreset } from '../../src/dataset'

/** A drawn data set, a fifth of it held out. */
export interface Data {
  name: string
  images: Uint8Array
  side: number
  count: number
  attributes: Attribute[]
  split: Split
}

export async function drawn(preset: PresetName, count: number, size: ImageSize): Promise<Data> {
  const { images, attributes } = await buildPreset({ preset, seed: 1, count, size })
  const name = `${preset}, ${count} pictures of ${size} x ${size}`
  return { name, images, side: size, count, attributes, split: splitIndices(count, 1, 0.2) }
}

/** RGB bytes of some pictures, one after another. */
export function bytesOf({ images, side }: Data, indices: ArrayLike<number>): Uint8Array {
  const length = side * side * 3
  const bytes = new Uint8Array(indices.length * length)
  Array.from(indices).forEach((index, place) =>
    bytes.set(images.subarray(index * length, (index + 1) * length), place * length),
  )
  return bytes
}

export const told = ({ attributes, count }: Data, names: readonly string[]): Conditions =>
  conditionsFrom(attributes, names, count)

export function labelsOf({ attributes }: Data, name: string, indices: ArrayLike<number>): number[] {
  const attribute = attributes.find((known) => known.name === name)
  if (!attribute) throw new Error(`the data have no label ${name}`)
  return Array.from(indices, (index) => attribute.values[index]!)
}
