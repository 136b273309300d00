import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapFixture as fixture } from '../../fixtures/map.fixture'
import { gaussians, mulberry32 } from '../../random/random'
import { exactNeighbours } from '../neighbours/exact'
import { mapQuality } from '../quality'
import { finished } from '../steps'
import { affinities, gaussianRow } from './affinities'
import { attract, oneWay } from './attraction'
import { ascendingOrder } from './morton'
import { repel } from './repulsion'
import { spaceTree } from './space-tree'
import { tsne } from './tsne'

const { count, size: latentSize } = fixture
const codes = Float32Array.from(fixture.tenThousandths, (x) => x / 10_000)
const data = { codes, count, latentSize }
const trust = (positions: Float32Array): number =>
  finished(mapQuality(codes, positions, count)).trustworthiness

test.each([2 as const, 3 as const])(
  'a map of %i dimensions is trusted as much as scikit-learn',
  (dimensions) => {
    const positions = finished(tsne(data, { dimensions, iterations: 300 }))
    expect(trust(positions)).toBeGreaterThan(fixture.tsneTrustworthiness - 0.01)
  },
)

test.each([2, 5, 20])('shares have the perplexity that was asked for: %d', (perplexity) => {
  const distances = Float32Array.from({ length: 40 }, (_, slot) => 1 + Math.sqrt(slot))
  const shares = new Float32Array(40)
  gaussianRow(distances, 0, 40, perplexity, shares)
  expect(shares.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
  expect(Math.exp(shares.reduce((sum, p) => sum - p * Math.log(p + 1e-30), 0))).toBeCloseTo(perplexity, 2)
})

test('all weights sum to one', () => {
  const near = finished(exactNeighbours(codes, count, latentSize, 30))
  expect(finished(affinities(near, 10)).weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 4)
})

const clouds = fc.record({
  count: fc.integer({ min: 1, max: 300 }),
  dimensions: fc.constantFrom(2 as const, 3 as const),
  seed: fc.nat(),
  /** Points that lie on one another share a cell however deep the tree is. */
  isRounded: fc.boolean(),
})

test('without an angle the tree gives the sum over all pairs, with one nearly', () => {
  fc.assert(
    fc.property(clouds, ({ count: points, dimensions, seed, isRounded }) => {
      const y = gaussians(points * dimensions, mulberry32(seed)).map((x) =>
        isRounded ? Math.round(x) : 5 * x,
      )
      const wanted = allPairs(y, points, dimensions)
      const tree = spaceTree(y, dimensions)
      for (const [angle, tolerance] of [
        [0, 1e-9],
        [0.7, 0.1],
      ] as const) {
        const out = new Float64Array(y.length)
        const total = repel(tree, angle, 0, points, dimensions, out)
        expect(Math.abs(total - wanted.total)).toBeLessThanOrEqual(tolerance * (1 + wanted.total))
        const scale = Math.hypot(...wanted.forces) + 1
        expect(Math.hypot(...out.map((f, p) => f - wanted.forces[p]!))).toBeLessThan(tolerance * scale)
      }
    }),
    { numRuns: 60, seed: 1 },
  )
})

function allPairs(
  y: Float32Array,
  points: number,
  dimensions: number,
): { forces: Float64Array; total: number } {
  const forces = new Float64Array(y.length)
  let total = 0
  for (let i = 0; i < points; i++)
    for (let j = 0; j < points; j++) {
      if (i === j) continue
      const apart = Array.from(
        { length: dimensions },
        (_, a) => y[i * dimensions + a]! - y[j * dimensions + a]!,
      )
      const q = 1 / (1 + apart.reduce((sum, d) => sum + d * d, 0))
      total += q
      apart.forEach((d, a) => (forces[i * dimensions + a]! += q * q * d))
    }
  return { forces, total }
}

test('pulls are equal and opposite', () => {
  const near = finished(exactNeighbours(codes, count, latentSize, 15))
  const out = new Float64Array(3 * count)
  attract(oneWay(finished(affinities(near, 5))), gaussians(3 * count, mulberry32(1)), 3, out)
  for (const axis of [0, 1, 2])
    expect(out.reduce((sum, f, p) => sum + (p % 3 === axis ? f : 0), 0)).toBeCloseTo(0, 9)
  expect(Math.hypot(...out)).toBeGreaterThan(0.001)
})

test('keys of all 32 bits are put in order', () => {
  const random = mulberry32(1)
  const keys = Uint32Array.from({ length: 3000 }, () => random() * 2 ** 32)
  expect(Uint32Array.from(ascendingOrder(keys), (i) => keys[i]!)).toEqual(keys.slice().sort())
})

test('the same seed gives the same map, and a map to start from stays', () => {
  const settings = { dimensions: 2 as const, iterations: 100 }
  const first = finished(tsne(data, settings))
  expect(finished(tsne(data, settings))).toEqual(first)
  const again = finished(tsne(data, { dimensions: 2, from: first, iterations: 30 }))
  const moved = Math.hypot(...again.map((x, p) => x - first[p]!)) / Math.hypot(...first)
  expect(moved).toBeLessThan(0.7)
})

test('equal codes and few codes make maps too', () => {
  const equal = finished(tsne({ codes: new Float32Array(150), count: 50, latentSize: 3 }, { dimensions: 2 }))
  expect(equal.every(Number.isFinite)).toBe(true)
  expect(
    finished(tsne({ ...data, count: 5 }, { dimensions: 3, iterations: 20 })).every(Number.isFinite),
  ).toBe(true)
  expect(() => finished(tsne({ ...data, count: 3 }, { dimensions: 2 }))).toThrow('4 codes')
})
