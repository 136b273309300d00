import { gaussians, mulberry32, seedFrom } from '../random/random'
import type { Projection } from '../projection/projection'

/** The posterior of one image: a normal distribution whose dimensions are independent. */
export interface Posterior {
  /** [latentSize] */
  mu: Float32Array
  /** Standard deviations, [latentSize]. */
  sigma: Float32Array
}

/** A code drawn by the reparameterisation trick (Kingma & Welling 2014): `z = mu + sigma * eps`, eps from N(0, I). */
export interface Draw {
  eps: Float32Array
  z: Float32Array
}

/** The same `seed` and `ordinal` give the same draw. */
export function drawFrom({ mu, sigma }: Posterior, seed: number, ordinal: number): Draw {
  const eps = gaussians(mu.length, mulberry32(seedFrom(seed, ordinal)))
  return { eps, z: mu.map((mean, i) => mean + sigma[i]! * eps[i]!) }
}

/** Draws that a map without a formula is judged by. */
const placedDraws = 128

/**
 * How the posterior spreads on a map: the mean product of displacements from where mu lies, row-major
 * [dimensions, dimensions].
 *
 * On a map with a formula, `p = B (z - m)`, that is exact: `B diag(sigma^2) B^T`. UMAP and t-SNE are followed by 128 seeded
 * draws that are placed like any other code: their places jump from patch to patch, so that a derivative at mu would say
 * where infinitesimal draws go and not where draws do.
 *
 * @yields after each draw
 */
export function* covarianceOnMap(
  projection: Projection,
  posterior: Posterior,
): Generator<void, Float64Array> {
  const { record } = projection
  return 'basis' in record
    ? exact(record.basis, record.dimensions, posterior.sigma)
    : yield* ofDraws(projection, posterior)
}

function exact(basis: ArrayLike<number>, dimensions: number, sigma: Float32Array): Float64Array {
  const size = sigma.length
  return table(dimensions, (a, b) =>
    sigma.reduce((sum, s, j) => sum + basis[a * size + j]! * basis[b * size + j]! * s ** 2, 0),
  )
}

function* ofDraws(projection: Projection, posterior: Posterior): Generator<void, Float64Array> {
  const { dimensions } = projection.record
  const centre = projection.mapFromLatent(posterior.mu)
  const places: Float32Array[] = []
  for (let i = 0; i < placedDraws; i++) {
    places.push(projection.mapFromLatent(drawFrom(posterior, 0, i).z))
    yield
  }
  return table(
    dimensions,
    (a, b) => places.reduce((sum, p) => sum + (p[a]! - centre[a]!) * (p[b]! - centre[b]!), 0) / placedDraws,
  )
}

function table(size: number, at: (row: number, column: number) => number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, i) => at(Math.floor(i / size), i % size))
}
