/** Images in the order of a number that each has. */

/** Room for the place of an image below its number: two to the power of 21 images. */
const placeBits = 2 ** 21

/** Nothing is known of those that come last. */
const last = 0xffffffff

/**
 * The images that are shown, those of equal amounts by number; those without an amount come last, whichever way the
 * others go.
 *
 * @param amounts [count]; without them by number
 * @param hidden 1 for each image that is left out, [count]
 */
export function orderOf(
  count: number,
  amounts: Float32Array | undefined,
  hidden: Uint8Array | undefined,
  isDescending = false,
): Uint32Array {
  const shown = shownOf(count, hidden)
  if (!amounts) return isDescending ? shown.reverse() : shown
  const ranks = ranksOf(amounts, isDescending)
  // Numbers are sorted many times faster than by a comparison: rank and image in one.
  const keys = new Float64Array(shown.length)
  for (let k = 0; k < keys.length; k++) keys[k] = ranks[shown[k]!]! * placeBits + shown[k]!
  keys.sort()
  for (let k = 0; k < keys.length; k++) shown[k] = keys[k]! - Math.floor(keys[k]! / placeBits) * placeBits
  return shown
}

function shownOf(count: number, hidden: Uint8Array | undefined): Uint32Array {
  const shown = new Uint32Array(count)
  let found = 0
  for (let image = 0; image < count; image++) if (!hidden?.[image]) shown[found++] = image
  return shown.subarray(0, found)
}

/** Whole numbers that rise with the amounts, or fall: the bits of a float, told so that they compare as it does. */
function ranksOf(amounts: Float32Array, isDescending: boolean): Uint32Array {
  const settled = amounts.map((amount) => amount + 0)
  const bits = new Uint32Array(settled.buffer, settled.byteOffset, settled.length)
  return bits.map((bit, image) => {
    if (Number.isNaN(settled[image]!)) return last
    const rising = bit >>> 31 ? ~bit >>> 0 : (bit | 0x80000000) >>> 0
    return isDescending ? last - 1 - rising : rising
  })
}

/** Squared distances of all codes from one, [count]; `codes` is row-major [count, latentSize]. */
export function squaredDistances(codes: Float32Array, z: Float32Array): Float32Array {
  const size = z.length
  const distances = new Float32Array(codes.length / size)
  for (let image = 0, at = 0; image < distances.length; image++) {
    let sum = 0
    for (let j = 0; j < size; j++, at++) sum += (codes[at]! - z[j]!) ** 2
    distances[image] = sum
  }
  return distances
}
