import { symmetricEdges, type Edges } from '../edges'
import type { Neighbours } from '../neighbours/lists'

const rounds = 60
const tolerance = 1e-5
const rowsAtOnce = 256

/**
 * How likely each code takes each neighbour for its own, and back: Gaussians whose width gives every code the same
 * perplexity, the effective number of its neighbours (van der Maaten & Hinton 2008, section 2). The weights of all edges
 * sum to 1.
 *
 * @yields every few milliseconds
 */
export function* affinities(near: Neighbours, perplexity: number): Generator<void, Edges> {
  const weights = new Float32Array(near.indices.length)
  for (let i = 0; i < near.count; i++) {
    gaussianRow(near.distances, i * near.k, near.k, perplexity, weights)
    if (i % rowsAtOnce === rowsAtOnce - 1) yield
  }
  return yield* symmetricEdges(near, weights, (a, b) => (a + b) / (2 * near.count))
}

/** Writes the shares of the k neighbours from `first` on, which sum to 1. */
export function gaussianRow(
  distances: Float32Array,
  first: number,
  k: number,
  perplexity: number,
  out: Float32Array,
): void {
  const wanted = Math.log(perplexity)
  let [low, high] = [0, Infinity]
  let precision = 1 / (distances[first + k - 1]! ** 2 || 1)
  let total = 1
  for (let round = 0; round < rounds; round++) {
    const { sum, mean } = moments(distances, first, k, precision, out)
    total = sum
    const excess = Math.log(sum) + precision * mean - wanted
    if (Math.abs(excess) < tolerance) break
    if (excess > 0) low = precision
    else high = precision
    precision = high === Infinity ? precision * 2 : (low + high) / 2
  }
  for (let slot = first; slot < first + k; slot++) out[slot]! /= total
}

/** Sum of the Gaussians and their mean squared distance, all beyond that of the nearest. */
function moments(
  distances: Float32Array,
  first: number,
  k: number,
  precision: number,
  out: Float32Array,
): { sum: number; mean: number } {
  const nearest = distances[first]! ** 2
  let [sum, weighted] = [0, 0]
  for (let slot = first; slot < first + k; slot++) {
    const beyond = distances[slot]! ** 2 - nearest
    const p = Math.exp(-precision * beyond)
    out[slot] = p
    sum += p
    weighted += beyond * p
  }
  return { sum, mean: weighted / sum }
}
