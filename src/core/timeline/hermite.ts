/** Smooth curves through values at uneven times. */
import { leastGapMs } from '../records/timeline'

/** A value at a time, with what lies before and after it; each [size]. */
export interface Knot {
  timeMs: number
  value: Float32Array
}

/**
 * The cubic through `from` and `to`, [size], at a share of the way between their times.
 *
 * Its slopes are those of the parabola through each knot and its neighbours (Bessel tangents, de Boor 1978, "A practical
 * guide to splines", chapter IV); at an end without a neighbour, that of the chord. Continuous with its slope.
 *
 * @param staysWithin no number goes beyond those of the two knots (Fritsch & Carlson 1980)
 */
export function hermite(
  before: Knot | undefined,
  from: Knot,
  to: Knot,
  after: Knot | undefined,
  share: number,
  staysWithin = false,
): Float32Array {
  const spanMs = to.timeMs - from.timeMs
  const slopes = staysWithin ? gentleSlopesAt : slopesAt
  const [left, right] = [slopes(before, from, to), slopes(from, to, after)]
  const [t, t2, t3] = [share, share ** 2, share ** 3]
  return from.value.map(
    (x, i) =>
      (2 * t3 - 3 * t2 + 1) * x +
      (t3 - 2 * t2 + t) * spanMs * left[i]! +
      (3 * t2 - 2 * t3) * to.value[i]! +
      (t3 - t2) * spanMs * right[i]!,
  )
}

/** [size], per millisecond; without a neighbour on either side it is level. */
function slopesAt(before: Knot | undefined, here: Knot, after: Knot | undefined): Float64Array {
  if (!before || !after) {
    const [a, b] = [before ?? here, after ?? here]
    return a === b ? new Float64Array(here.value.length) : chord(a, b)
  }
  const [earlier, later] = [chord(before, here), chord(here, after)]
  const [spanBefore, spanAfter] = [here.timeMs - before.timeMs, after.timeMs - here.timeMs]
  return earlier.map((slope, i) => (spanAfter * slope + spanBefore * later[i]!) / (spanBefore + spanAfter))
}

/** Level at a peak, and nowhere steeper than three times the flatter chord. */
function gentleSlopesAt(before: Knot | undefined, here: Knot, after: Knot | undefined): Float64Array {
  const slopes = slopesAt(before, here, after)
  if (!before || !after) return slopes
  const [earlier, later] = [chord(before, here), chord(here, after)]
  return slopes.map((slope, i) => {
    if (earlier[i]! * later[i]! <= 0) return 0
    const most = 3 * Math.min(Math.abs(earlier[i]!), Math.abs(later[i]!))
    return Math.sign(slope) * Math.min(Math.abs(slope), most)
  })
}

const chord = (a: Knot, b: Knot): Float64Array =>
  Float64Array.from(a.value, (x, i) => (b.value[i]! - x) / Math.max(leastGapMs, b.timeMs - a.timeMs))
