import { sampled, type Features, type Place } from './bilinear'

/** Points of a picture that are to go somewhere (Pan et al. 2023, "Drag your GAN"), in its pixels. */

/** Where a point of the picture is, and where it is to be. */
export interface Handle {
  from: Place
  to: Place
}

/** So many at most: each costs every step. */
export const mostHandles = 8

/** In pixels, as the paper has them for larger pictures: of what is pushed, and of where a handle is looked for. */
const radii = { pushed: 3, searched: 5 } as const

/** Handles that are this near their targets have arrived, in pixels: 1, and 2 with more than five of them (section 4). */
export const arrivalOf = (count: number): number => (count > 5 ? 2 : 1)

export const distanceBetween = ([x, y]: Place, [otherX, otherY]: Place): number =>
  Math.hypot(otherX - x, otherY - y)

/** Whole steps of less than a radius from the middle, the nearest first. */
function around(radius: number, isWithin: (x: number, y: number) => boolean): Place[] {
  const steps = Array.from({ length: 2 * radius - 1 }, (_, i) => i + 1 - radius)
  return steps
    .flatMap((y) => steps.filter((x) => isWithin(x, y)).map((x): Place => [x, y]))
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b))
}

/** Omega_1 about the origin: pixels nearer than the radius. */
const disc = around(radii.pushed, (x, y) => Math.hypot(x, y) < radii.pushed)
/** Omega_2 about the origin: a square. */
const square = around(radii.searched, () => true)

/** How many pixels of one handle are pushed. */
export const pushedPixels = disc.length

/** The way of a step towards the target: a pixel long, or what is left of it. */
export function directionOf({ from, to }: Handle): Place {
  const length = Math.max(1, distanceBetween(from, to))
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
}

/** The pixels q of all handles, and where each is pushed to, q + d: what equation 1 compares. */
export function pushes(handles: readonly Handle[]): { still: Place[]; moved: Place[] } {
  const [still, moved]: [Place[], Place[]] = [[], []]
  for (const handle of handles) {
    const [dx, dy] = directionOf(handle)
    for (const [x, y] of disc) {
      const q: Place = [handle.from[0] + x, handle.from[1] + y]
      still.push(q)
      moved.push([q[0] + dx, q[1] + dy])
    }
  }
  return { still, moved }
}

/**
 * Where what was at a handle is now: the pixel around its last place whose features are nearest to those that it had at
 * first, by the sum of absolute differences (equation 2). Of equal ones the nearest to the last place.
 *
 * @param first features of the handle before anything moved, [channels] @param picture its side, in pixels
 */
export function tracked(features: Features, first: Float32Array, last: Place, picture: number): Place {
  let [best, least]: [Place, number] = [last, Infinity]
  for (const [x, y] of square) {
    const place: Place = [last[0] + x, last[1] + y]
    if (place.some((at) => at < 0 || at > picture - 1)) continue
    const difference = manhattan(sampled(features, place, picture), first)
    if (difference < least) [best, least] = [place, difference]
  }
  return best
}

function manhattan(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!)
  return sum
}
