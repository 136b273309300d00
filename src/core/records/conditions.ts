import type { Attribute } from './attribute'

/** What a model is told of each image: -1 to 1 per attribute, 0 where it is not known, [count, size]. */
export interface Conditions {
  size: number
  values: Float32Array
}

/**
 * No is -1 and yes is 1; numbers go from -1 for the smallest to 1 for the largest.
 *
 * @throws RangeError that names an attribute which the images do not have
 */
export function conditionsFrom(
  attributes: readonly Attribute[],
  names: readonly string[],
  count: number,
): Conditions {
  const values = new Float32Array(count * names.length)
  names.forEach((name, place) => {
    const attribute = attributes.find((known) => known.name === name)
    if (!attribute) throw new RangeError(`the pictures have no label "${name}"`)
    const [least, most] = attribute.kind === 'binary' ? [0, 1] : rangeOf(attribute.values)
    attribute.values.forEach((value, image) => {
      const known = Number.isFinite(value) && most > least
      values[image * names.length + place] = known ? (2 * (value - least)) / (most - least) - 1 : 0
    })
  })
  return { size: names.length, values }
}

function rangeOf(values: Float32Array): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    // What is not a number is neither.
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}
