import { expect, test } from 'vitest'
import { mapFixture as fixture } from '../../fixtures/map.fixture'
import { clusteredCodes } from '../codes.fixture'
import { symmetricEdges } from '../edges'
import { exactNeighbours } from '../neighbours/exact'
import { mapQuality } from '../quality'
import { finished, type LayoutProgress } from '../steps'
import { fitCurve } from './curve'
import { gradientTable } from './gradient-table'
import { memberships } from './memberships'
import { umap } from './umap'

const { count, size: latentSize } = fixture
const codes = Float32Array.from(fixture.tenThousandths, (x) => x / 10_000)
const data = { codes, count, latentSize }
const trust = (positions: Float32Array): number =>
  finished(mapQuality(codes, positions, count)).trustworthiness

test.each(fixture.curves)('the curve equals umap-learn: %o', ({ minDistance, spread, a, b }) => {
  const curve = fitCurve(minDistance, spread)
  expect(curve.a).toBeCloseTo(a, 3)
  expect(curve.b).toBeCloseTo(b, 3)
})

test('the fuzzy graph equals umap-learn', () => {
  const near = finished(exactNeighbours(codes, count, latentSize, fixture.neighbours - 1))
  const weights = new Float32Array(near.indices.length)
  for (let i = 0; i < count; i++) memberships(near.distances, i * near.k, near.k, weights)
  const edges = finished(symmetricEdges(near, weights, (a, b) => a + b - a * b))
  expect(edges.heads.length).toBe(fixture.graphEntries)
  expect(edges.weights.reduce((sum, w) => sum + w, 0) / fixture.graphTotal).toBeCloseTo(1, 4)
  const first = Array.from(edges.heads.keys()).filter((e) => edges.heads[e] === 0)
  first.sort((a, b) => edges.tails[a]! - edges.tails[b]!)
  expect(first.map((e) => edges.tails[e])).toEqual(fixture.firstTails)
  first.forEach((e, i) => expect(edges.weights[e]).toBeCloseTo(fixture.firstWeights[i]!, 3))
})

test('equal codes belong to one another wholly', () => {
  const out = new Float32Array(3)
  memberships([0, 0, 0], 0, 3, out)
  expect([...out]).toEqual([1, 1, 1])
})

test('the table holds the gradients to a hundredth', () => {
  const curve = fitCurve(0.1, 1)
  const { attraction, repulsion } = gradientTable(curve)
  const bits = new Uint32Array(1)
  for (const d of [0.003, 0.1, 1, 7.7, 300]) {
    new Float32Array(bits.buffer)[0] = d * d
    const [entry, power] = [bits[0]! >>> 17, d ** (2 * curve.b)]
    const pull = (-2 * curve.a * curve.b * power) / (d * d) / (1 + curve.a * power)
    expect(attraction[entry]! / pull).toBeCloseTo(1, 1.7)
    const push = (2 * curve.b) / ((0.001 + d * d) * (1 + curve.a * power))
    expect(repulsion[entry]! / push).toBeCloseTo(1, 1.5)
  }
})

test.each([
  [2 as const, fixture.umapTrustworthiness],
  [3 as const, fixture.umapTrustworthiness3],
])('a map of %i dimensions is trusted as much as umap-learn', (dimensions, reference) => {
  expect(trust(finished(umap(data, { dimensions })))).toBeGreaterThan(reference - 0.01)
})

test('the same seed gives the same map, another seed another', () => {
  const map = (seed: number): Float32Array => finished(umap(data, { dimensions: 2, seed, epochs: 20 }))
  expect(map(1)).toEqual(map(1))
  expect(map(1)).not.toEqual(map(2))
})

test('it can be watched and stopped: the share grows, the layout moves', () => {
  const shares: number[] = []
  let before: Float32Array | undefined
  for (const { share, positions } of umap(data, { dimensions: 2, epochs: 10 }) as Iterable<LayoutProgress>) {
    shares.push(share)
    if (!positions) continue
    expect(positions).not.toEqual(before)
    before = positions.slice()
    if (share > 0.8) break
  }
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares.length).toBeGreaterThan(5)
})

test('started from another map, points stay where people know them', () => {
  const first = finished(umap(data, { dimensions: 2 }))
  const changed = codes.map((x, p) => x + 0.05 * Math.sin(p))
  const again = finished(umap({ ...data, codes: changed }, { dimensions: 2, from: first }))
  const moved = (map: Float32Array): number => Math.hypot(...map.map((x, p) => x - first[p]!))
  const fresh = finished(umap({ ...data, codes: changed }, { dimensions: 2 }))
  expect(moved(again)).toBeLessThan(moved(fresh))
  expect(finished(mapQuality(changed, again, count)).trustworthiness).toBeGreaterThan(
    fixture.umapTrustworthiness - 0.01,
  )
})

test('equal codes, few codes and one latent dimension make maps too', () => {
  const equal = finished(umap({ codes: new Float32Array(300), count: 100, latentSize: 3 }, { dimensions: 2 }))
  expect(equal.every(Number.isFinite)).toBe(true)
  const few = clusteredCodes(4, 3, 1).codes
  expect(finished(umap({ codes: few, count: 4, latentSize: 3 }, { dimensions: 3 })).length).toBe(12)
  const line = Float32Array.from({ length: 50 }, (_, i) => i)
  const curled = finished(umap({ codes: line, count: 50, latentSize: 1 }, { dimensions: 2 }))
  expect(curled.every(Number.isFinite)).toBe(true)
  expect(() => finished(umap({ codes: line, count: 3, latentSize: 1 }, { dimensions: 2 }))).toThrow('4 codes')
})
