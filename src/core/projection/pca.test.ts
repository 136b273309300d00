import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sklearnFixture as fixture } from '../fixtures/sklearn.fixture'
import { gaussians, mulberry32 } from '../random/random'
import { latentFromMap, mapFromLatent, mapFromLatents, residualLength } from './affine'
import { fitPrincipalComponents } from './pca'

const dotRow = (a: readonly number[], b: readonly number[], row: number): number =>
  a.slice(row * 4, row * 4 + 4).reduce((sum, x, j) => sum + x * b[row * 4 + j]!, 0)

test('principal components equal scikit-learn up to sign', () => {
  const pca = fitPrincipalComponents(fixture.rows, fixture.count, fixture.size, 2)
  for (const row of [0, 1]) expect(Math.abs(dotRow(pca.basis, fixture.pcaComponents, row))).toBeCloseTo(1, 9)
  pca.explainedVariance.forEach((share, i) => expect(share).toBeCloseTo(fixture.pcaExplained[i]!, 9))
  pca.mean.forEach((mean, i) => expect(mean).toBeCloseTo(fixture.pcaMean[i]!, 9))
})

test('a case worked by hand: points on a diagonal', () => {
  const pca = fitPrincipalComponents([0, 0, 2, 2, 4, 4], 3, 2, 2)
  expect(pca.basis[0]).toBeCloseTo(Math.SQRT1_2)
  expect(pca.basis[1]).toBeCloseTo(Math.SQRT1_2)
  expect(pca.explainedVariance).toEqual([expect.closeTo(1), expect.closeTo(0)])
})

test('the way back is exact and keeps what the map does not show', () => {
  const random = mulberry32(3)
  const codes = gaussians(200 * 32, random)
  const pca = fitPrincipalComponents(codes, 200, 32, 2)
  const anchor = codes.subarray(0, 32)
  const z = latentFromMap(pca, [1.25, -0.5], anchor)
  const point = mapFromLatent(pca, z)
  expect(point[0]).toBeCloseTo(1.25, 5)
  expect(point[1]).toBeCloseTo(-0.5, 5)
  expect(residualLength(pca, z)).toBeCloseTo(residualLength(pca, anchor), 4)
  const home = latentFromMap(pca, mapFromLatents(pca, anchor, 1), anchor)
  home.forEach((x, j) => expect(x).toBeCloseTo(anchor[j]!, 6))
})

test('too few codes or latent dimensions are refused', () => {
  expect(() => fitPrincipalComponents([1, 2], 1, 2, 2)).toThrow(RangeError)
  expect(() => fitPrincipalComponents([1, 2], 2, 1, 2)).toThrow(RangeError)
})

test('any drag, in two and three dimensions, arrives and comes home', () => {
  const drags = fc.record({
    dimensions: fc.constantFrom(2 as const, 3 as const),
    latentSize: fc.integer({ min: 3, max: 64 }),
    seed: fc.nat(),
    reach: fc.double({ min: 0, max: 100, noNaN: true }),
  })
  fc.assert(
    fc.property(drags, ({ dimensions, latentSize, seed, reach }) => {
      const codes = gaussians(100 * latentSize, mulberry32(seed))
      const pca = fitPrincipalComponents(codes, 100, latentSize, dimensions)
      const anchor = codes.subarray(0, latentSize)
      const target = gaussians(dimensions, mulberry32(seed + 1)).map((x) => reach * x)
      const z = latentFromMap(pca, target, anchor)
      mapFromLatent(pca, z).forEach((x, axis) => expect(Math.abs(x - target[axis]!)).toBeLessThan(1e-4))
      const home = latentFromMap(pca, mapFromLatent(pca, anchor), z)
      home.forEach((x, j) => expect(Math.abs(x - anchor[j]!)).toBeLessThan(1e-4))
    }),
    { numRuns: 60, seed: 1 },
  )
})
