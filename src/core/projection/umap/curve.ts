/** How near two points are on the map, as a share: `1 / (1 + a d^(2 b))`. */
export interface MapCurve {
  a: number
  b: number
}

/** At distance 0 the curve is 1 whatever its shape. */
const samples = 299
const rounds = 200

/**
 * The curve that is nearest to "1 up to `minDistance`, then `exp(-(d - minDistance) / spread)`" in the least-squares
 * sense over distances up to three spreads, as in umap-learn; by Levenberg and Marquardt's method in log a and b.
 */
export function fitCurve(minDistance: number, spread: number): MapCurve {
  const distances = Float64Array.from({ length: samples }, (_, i) => (3 * spread * (i + 1)) / samples)
  const wanted = distances.map((d) => (d < minDistance ? 1 : Math.exp(-(d - minDistance) / spread)))
  let fit = { logA: 0, b: 1 }
  let error = squaredError(fit, distances, wanted)
  for (let round = 0, damping = 1e-2; round < rounds; round++) {
    const next = stepped(fit, distances, wanted, damping)
    const nextError = squaredError(next, distances, wanted)
    damping *= nextError < error ? 1 / 3 : 4
    const gain = error - nextError
    if (gain > 0) [fit, error] = [next, nextError]
    if (gain >= 0 && gain < 1e-14) break
  }
  return { a: Math.exp(fit.logA), b: fit.b }
}

interface Parameters {
  logA: number
  b: number
}

const power = ({ logA, b }: Parameters, d: number): number => Math.exp(logA) * d ** (2 * b)

function squaredError(fit: Parameters, distances: Float64Array, wanted: Float64Array): number {
  return distances.reduce((sum, d, i) => sum + (1 / (1 + power(fit, d)) - wanted[i]!) ** 2, 0)
}

function stepped(
  fit: Parameters,
  distances: Float64Array,
  wanted: Float64Array,
  damping: number,
): Parameters {
  const sums = { aa: 0, ab: 0, bb: 0, a: 0, b: 0 }
  distances.forEach((d, i) => {
    const p = power(fit, d)
    const value = 1 / (1 + p)
    const byA = -value * value * p
    const byB = byA * 2 * Math.log(d)
    sums.aa += byA * byA
    sums.ab += byA * byB
    sums.bb += byB * byB
    sums.a += byA * (value - wanted[i]!)
    sums.b += byB * (value - wanted[i]!)
  })
  const [aa, bb] = [sums.aa * (1 + damping), sums.bb * (1 + damping)]
  const determinant = aa * bb - sums.ab ** 2
  return {
    logA: fit.logA - (bb * sums.a - sums.ab * sums.b) / determinant,
    b: fit.b - (aa * sums.b - sums.ab * sums.a) / determinant,
  }
}
