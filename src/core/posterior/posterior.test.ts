import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusteredCodes } from '../projection/codes.fixture'
import { fitPrincipalComponents } from '../projection/pca'
import { mapFromLatents } from '../projection/affine'
import type { LocalRecord } from '../records/projection'
import { openProjection, type Projection } from '../projection/projection'
import { gaussians, mulberry32 } from '../random/random'
import { finished } from '../slices.fixture'
import { covarianceOnMap, drawFrom } from './cloud'
import { deviationsAt, ellipses } from './ellipse'

const { codes } = clusteredCodes(200, 5, 1)
const posterior = { mu: codes.slice(0, 5), sigma: Float32Array.of(0.1, 0.5, 1, 0.2, 0.4) }

const pca = (dimensions: 2 | 3): Projection =>
  openProjection({ method: 'pca', ...fitPrincipalComponents(codes, 200, 5, dimensions) })

const fitted = (dimensions: 2 | 3) => {
  const map = fitPrincipalComponents(codes, 200, 5, dimensions)
  return { map, positions: mapFromLatents(map, codes, 200) }
}

test('a draw is mu + sigma * eps, and the same every time it is asked for', () => {
  const { eps, z } = drawFrom(posterior, 3, 1)
  z.forEach((x, j) => expect(x).toBeCloseTo(posterior.mu[j]! + posterior.sigma[j]! * eps[j]!, 6))
  expect(drawFrom(posterior, 3, 1).eps).toEqual(eps)
  expect(drawFrom(posterior, 3, 2).eps).not.toEqual(eps)
})

test.each([2, 3] as const)(
  'on a map of %i principal components the spread is that of many draws',
  (dimensions) => {
    const projection = pca(dimensions)
    const exact = finished(covarianceOnMap(projection, posterior))
    const centre = projection.mapFromLatent(posterior.mu)
    const sums = new Float64Array(dimensions ** 2)
    const draws = 20_000
    for (let i = 0; i < draws; i++) {
      const place = projection.mapFromLatent(drawFrom(posterior, 5, i).z)
      sums.forEach((_, at) => {
        const [a, b] = [Math.floor(at / dimensions), at % dimensions]
        sums[at]! += ((place[a]! - centre[a]!) * (place[b]! - centre[b]!)) / draws
      })
    }
    const scale = Math.max(...exact)
    exact.forEach((value, at) => expect(Math.abs(value - sums[at]!)).toBeLessThan(0.04 * scale))
  },
)

test('a model that is sure of a code has no spread on a map', () => {
  const projection = pca(2)
  const sure = { mu: posterior.mu, sigma: new Float32Array(5) }
  expect([...finished(covarianceOnMap(projection, sure))]).toEqual([0, 0, 0, 0])
})

test('on a map without a formula it is that of draws as they are placed there', () => {
  const latentSize = 5
  // Groups far apart, so that a draw is placed among its own.
  const positions = fitted(2).positions
  const record = { method: 'umap', dimensions: 2, latentSize, count: 200 } as LocalRecord
  const local = openProjection(record, { codes, positions })
  const sure = { mu: posterior.mu, sigma: new Float32Array(5) }
  expect([...finished(covarianceOnMap(local, sure))]).toEqual([0, 0, 0, 0])
  const [xx, xy, yx, yy] = finished(covarianceOnMap(local, posterior))
  expect(xy).toBeCloseTo(yx!, 12)
  expect(xx! * yy! - xy! * yx!).toBeGreaterThan(0)
  const half = { mu: posterior.mu, sigma: posterior.sigma.map((s) => s / 2) }
  const [narrower] = finished(covarianceOnMap(local, half))
  expect(narrower).toBeLessThan(xx!)
})

test('every corner of an ellipse lies at its number of standard deviations', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.constantFrom(2, 3), fc.constantFrom(1, 2), (seed, size, deviations) => {
      const root = gaussians(size * size, mulberry32(seed))
      const covariance = Float64Array.from({ length: size * size }, (_, at) => {
        const [a, b] = [Math.floor(at / size), at % size]
        let sum = a === b ? 0.1 : 0
        for (let j = 0; j < size; j++) sum += root[a * size + j]! * root[b * size + j]!
        return sum
      })
      const centre = gaussians(size, mulberry32(seed + 1))
      const lines = ellipses(centre, covariance, deviations)
      expect(lines).toHaveLength(size === 2 ? 1 : 3)
      for (const place of lines.flat())
        expect(deviationsAt(centre, covariance, place)).toBeCloseTo(deviations, 5)
    }),
  )
})

test('off an ellipse without width everything is infinitely far', () => {
  expect(deviationsAt([0, 0], Float64Array.of(1, 0, 0, 0), [2, 0])).toBe(2)
  expect(deviationsAt([0, 0], Float64Array.of(1, 0, 0, 0), [2, 1])).toBe(Infinity)
})
