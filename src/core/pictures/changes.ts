/** A picture, four bytes a pixel (RGBA). */
export interface Pixels {
  width: number
  height: number
  rgba: Uint8Array
}

/** Where a change begins to show, and where it shows wholly, as a share of the brightness there is. */
const [leastShown, mostShown] = [0.02, 0.5]
/** How bright the picture behind is: it says where one is. */
const groundShare = 0.35
/** Inferno's way from dark to light, which can be told apart in grey as well. */
const ramp = [
  [87, 16, 110],
  [188, 55, 84],
  [249, 142, 9],
  [252, 255, 164],
] as const

/** By change in levels of 255: a share of the ramp, in [0, 1]. */
const shares = Float64Array.from({ length: 256 }, (_, change) =>
  Math.min(Math.max((change / 255 - leastShown) / (mostShown - leastShown), 0), 1),
)
/** A weak change is a tint, a strong one all colour. */
const strengths = shares.map((share) => Math.min(1, 4 * share))
/** Colours of the ramp, [256, 3]; computed once, because a drag asks for every pixel. */
const heat = Float64Array.from({ length: 3 * 256 }, (_, at) => {
  const place = shares[Math.floor(at / 3)]! * (ramp.length - 1)
  const from = Math.min(Math.floor(place), ramp.length - 2)
  const [a, b] = [ramp[from]![at % 3]!, ramp[from + 1]![at % 3]!]
  return a + (b - a) * (place - from)
})

/**
 * Where two pictures differ, as heat over the second in dark grey: of each pixel the channel that changed most.
 *
 * @throws RangeError when they differ in size
 */
export function changesBetween(before: Pixels, after: Pixels): Pixels {
  const { width, height } = after
  if (before.width !== width || before.height !== height)
    throw new RangeError('pictures of other sizes cannot be compared')
  const rgba = new Uint8Array(after.rgba.length)
  for (let at = 0; at < rgba.length; at += 4) {
    const ground = groundShare * greyOf(after.rgba, at)
    const change = changeAt(before.rgba, after.rgba, at)
    const strength = strengths[change]!
    for (let k = 0; k < 3; k++)
      rgba[at + k] = Math.round(ground + (heat[3 * change + k]! - ground) * strength)
    rgba[at + 3] = 255
  }
  return { width, height, rgba }
}

/** In levels of 255. */
function changeAt(a: Uint8Array, b: Uint8Array, at: number): number {
  let most = 0
  for (let k = at; k < at + 3; k++) most = Math.max(most, Math.abs(a[k]! - b[k]!))
  return most
}

/** Luma of ITU-R BT.709, in [0, 255]. */
const greyOf = (rgba: Uint8Array, at: number): number =>
  0.2126 * rgba[at]! + 0.7152 * rgba[at + 1]! + 0.0722 * rgba[at + 2]!
