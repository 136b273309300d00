const rounds = 64
const tolerance = 1e-5
/** A bandwidth is never less than this share of the mean distance, as in umap-learn. */
const leastShare = 1e-3

/**
 * How much each neighbour belongs to a code's surroundings (McInnes, Healy & Melville 2018, section 3.1): 1 up to the
 * nearest that is not at distance 0, then `exp(-(d - nearest) / bandwidth)`, with the bandwidth that makes the sum
 * log2(k + 1).
 *
 * @param distances ascending, [any]; k of them from `first` on are read and as many of `out` written
 */
export function memberships(
  distances: ArrayLike<number>,
  first: number,
  k: number,
  out: Float32Array | Float64Array,
): void {
  const nearest = nearestApart(distances, first, k)
  const bandwidth = bandwidthFor(distances, first, k, nearest)
  for (let slot = first; slot < first + k; slot++)
    out[slot] = Math.exp(-Math.max(0, distances[slot]! - nearest) / bandwidth)
}

function nearestApart(distances: ArrayLike<number>, first: number, k: number): number {
  for (let slot = first; slot < first + k; slot++) if (distances[slot]! > 0) return distances[slot]!
  return 0
}

function bandwidthFor(distances: ArrayLike<number>, first: number, k: number, nearest: number): number {
  const target = Math.log2(k + 1)
  let [low, high, bandwidth] = [0, Infinity, 1]
  for (let round = 0; round < rounds; round++) {
    let sum = 0
    for (let slot = first; slot < first + k; slot++)
      sum += Math.exp(-Math.max(0, distances[slot]! - nearest) / bandwidth)
    if (Math.abs(sum - target) < tolerance) break
    if (sum > target) high = bandwidth
    else low = bandwidth
    bandwidth = high === Infinity ? bandwidth * 2 : (low + high) / 2
  }
  return Math.max(bandwidth, leastShare * meanOf(distances, first, k), Number.MIN_VALUE)
}

function meanOf(distances: ArrayLike<number>, first: number, k: number): number {
  let sum = 0
  for (let slot = first; slot < first + k; slot++) sum += distances[slot]!
  return sum / k
}
