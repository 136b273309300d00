import { slerp } from '../space/slerp'
import { hermite, type Knot } from './hermite'

/** Two codes of one model with those before and after, as the way between them needs them. */
export interface Stretch {
  before: Knot | undefined
  from: Knot
  to: Knot
  after: Knot | undefined
}

/** How codes are gone between: numbers of the prior along an arc or not, and what the model is told in a line. */
export interface Way {
  isArc: boolean
  isSmooth: boolean
  /** Numbers at the end of a code that the model is told; they are no draw of the prior. */
  conditions: number
}

/** The code at a share of the way, [latentSize]; at 0 and 1 exactly the codes of the ends. */
export function codeBetween(stretch: Stretch, way: Way, share: number): Float32Array {
  const { from, to } = stretch
  if (share <= 0 || share >= 1) return Float32Array.from(share <= 0 ? from.value : to.value)
  const straight = way.isSmooth
    ? hermite(stretch.before, from, to, stretch.after, share)
    : from.value.map((x, i) => x + (to.value[i]! - x) * share)
  if (!way.isArc) return straight
  const size = from.value.length - way.conditions
  straight.set(way.isSmooth ? smoothArc(stretch, size, share) : arc(stretch, size, share))
  return straight
}

function arc({ from, to }: Stretch, size: number, share: number): Float32Array {
  return slerp(from.value.subarray(0, size), to.value.subarray(0, size), share)
}

/** Directions along a smooth curve brought back to the sphere, and lengths along one of their own. */
function smoothArc({ before, from, to, after }: Stretch, size: number, share: number): Float32Array {
  const knots = [before, from, to, after].map((knot) => knot && polar(knot, size))
  const [a, b, c, d] = knots
  const direction = hermite(a?.direction, b!.direction, c!.direction, d?.direction, share)
  const [length] = hermite(a?.length, b!.length, c!.length, d?.length, share, true)
  const norm = Math.hypot(...direction) || 1
  return direction.map((x) => (x / norm) * length!)
}

function polar({ timeMs, value }: Knot, size: number): { direction: Knot; length: Knot } {
  const part = value.subarray(0, size)
  const length = Math.hypot(...part)
  return {
    direction: { timeMs, value: part.map((x) => x / (length || 1)) },
    length: { timeMs, value: Float32Array.of(length) },
  }
}
