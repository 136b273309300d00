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
    const share = (changeAt(before.rgba, after.rgba, at) - leastShown) / (mostShown - leastShown)
    rgba.set([...heated(ground, Math.min(Math.max(share, 0), 1)), 255], at)
  }
  return { width, height, rgba }
}

/** In [0, 1]. */
function changeAt(a: Uint8Array, b: Uint8Array, at: number): number {
  let most = 0
  for (let k = at; k < at + 3; k++) most = Math.max(most, Math.abs(a[k]! - b[k]!))
  return most / 255
}

/** Luma of ITU-R BT.709, in [0, 255]. */
const greyOf = (rgba: Uint8Array, at: number): number =>
  0.2126 * rgba[at]! + 0.7152 * rgba[at + 1]! + 0.0722 * rgba[at + 2]!

/** A weak change is a tint, a strong one all colour. */
function heated(ground: number, share: number): [number, number, number] {
  const place = share * (ramp.length - 1)
  const from = Math.min(Math.floor(place), ramp.length - 2)
  const [a, b] = [ramp[from]!, ramp[from + 1]!]
  const strength = Math.min(1, 4 * share)
  const channel = (k: 0 | 1 | 2): number =>
    Math.round(ground + (a[k] + (b[k] - a[k]) * (place - from) - ground) * strength)
  return [channel(0), channel(1), channel(2)]
}
