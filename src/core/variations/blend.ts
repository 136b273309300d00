/** Codes between more than two others. */

/** Steps of the spherical mean; each multiplies its error by a small factor, so that few are needed. */
const mostSteps = 50
const closeEnough = 1e-9

/** How codes are averaged; the numbers at their end that the model is told always in a line. */
interface BlendWay {
  isArc: boolean
  /** Numbers at the end of a code that the model is told. */
  conditions: number
}

/**
 * The weighted mean of codes, [latentSize]: in a line, or of the prior's part on the sphere, where directions have a
 * spherical mean and lengths a linear one. Of two codes of one length the latter is slerp.
 *
 * @param codes [latentSize] each @param weights not negative, with a sum above 0; as many as codes
 * @throws RangeError when there are no codes, or not as many weights
 */
export function blendCodes(
  codes: readonly Float32Array[],
  weights: readonly number[],
  way: BlendWay,
): Float32Array {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (codes.length === 0 || codes.length !== weights.length || !(sum > 0))
    throw new RangeError(`blend: ${codes.length} codes and ${weights.length} weights with a sum of ${sum}`)
  const shares = weights.map((weight) => weight / sum)
  // A corner of the pad gives its parent to the bit.
  const alone = shares.indexOf(1)
  if (alone >= 0) return Float32Array.from(codes[alone]!)
  const blended = linearMean(codes, shares)
  if (!way.isArc) return Float32Array.from(blended)
  const size = blended.length - way.conditions
  const parts = codes.map((code) => code.subarray(0, size))
  blended.set(sphericalMean(parts, shares))
  return Float32Array.from(blended)
}

function linearMean(vectors: readonly ArrayLike<number>[], shares: readonly number[]): Float64Array {
  return Float64Array.from(vectors[0]!, (_, i) =>
    vectors.reduce((total, vector, j) => total + shares[j]! * vector[i]!, 0),
  )
}

function sphericalMean(codes: readonly Float32Array[], shares: readonly number[]): Float64Array {
  const lengths = codes.map((code) => Math.hypot(...code))
  const length = lengths.reduce((total, one, i) => total + shares[i]! * one, 0)
  // A code of no length has no direction to count.
  const directions = codes.map((code, i) => Float64Array.from(code, (x) => x / (lengths[i]! || 1)))
  return meanDirection(directions, shares).map((x) => x * length)
}

/**
 * The point of the unit sphere whose weighted squared angles to others are least: algorithm A1 of Buss & Fillmore 2001,
 * "Spherical averages and applications to spherical splines and interpolation".
 */
function meanDirection(directions: readonly Float64Array[], shares: readonly number[]): Float64Array {
  let mean = normalised(linearMean(directions, shares))
  for (let step = 0; step < mostSteps; step++) {
    const tangents = directions.map((direction) => logarithm(mean, direction))
    const change = linearMean(tangents, shares)
    const angle = Math.hypot(...change)
    if (!(angle > closeEnough)) break
    const [cos, sin] = [Math.cos(angle), Math.sin(angle) / angle]
    mean = normalised(mean.map((x, i) => cos * x + sin * change[i]!))
  }
  return mean
}

/** The tangent at `at` that leads to `to`, as long as the angle between them. */
function logarithm(at: Float64Array, to: Float64Array): Float64Array {
  const cos = at.reduce((total, x, i) => total + x * to[i]!, 0)
  const aside = to.map((x, i) => x - cos * at[i]!)
  const sin = Math.hypot(...aside)
  const scale = sin < 1e-12 ? 0 : Math.atan2(sin, cos) / sin
  return aside.map((x) => x * scale)
}

function normalised(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector)
  return length > 0 ? vector.map((x) => x / length) : vector
}
