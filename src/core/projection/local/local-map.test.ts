import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../random/random'
import { norm } from '../../statistics/moments'
import { mapFromLatents } from '../affine'
import { clusteredCodes } from '../codes.fixture'
import { fitPrincipalComponents } from '../pca'
import { LocalMap } from './local-map'
import { roundTripError } from './round-trip'

const count = 600
const latentSize = 8

/** Clusters of codes laid out by their principal components, with voids between them. */
function mapOf(dimensions: 2 | 3, seed: number): LocalMap {
  const { codes } = clusteredCodes(count, latentSize, seed, 4)
  const pca = fitPrincipalComponents(codes, count, latentSize, dimensions)
  return new LocalMap({ dimensions, latentSize, codes, positions: mapFromLatents(pca, codes, count) })
}

const codeOf = (map: LocalMap, i: number): Float32Array =>
  map.data.codes.subarray(i * latentSize, (i + 1) * latentSize)
const placeOf = (map: LocalMap, i: number): Float32Array =>
  map.data.positions.subarray(i * map.data.dimensions, (i + 1) * map.data.dimensions)
const between = (a: Float32Array, b: Float32Array): number => norm(a.map((x, j) => x - b[j]!))

const drags = fc.record({
  dimensions: fc.constantFrom(2 as const, 3 as const),
  seed: fc.nat({ max: 20 }),
  index: fc.nat({ max: count - 1 }),
  keep: fc.constantFrom(0, 0.5, 1),
  reach: fc.constantFrom(0.5, 5, 50, 1e4),
})

test('a code that comes home is what it was', () => {
  fc.assert(
    fc.property(drags, ({ dimensions, seed, index, keep }) => {
      const map = mapOf(dimensions, seed)
      const code = codeOf(map, index)
      const home = map.startDrag({ code, index }, keep)(placeOf(map, index))
      home.forEach((x, j) => expect(x).toBeCloseTo(code[j]!, 5))
      const placed = gaussians(latentSize, mulberry32(seed))
      const dragged = map.startDrag({ code: placed }, keep)(map.mapFromLatent(placed))
      dragged.forEach((x, j) => expect(x).toBeCloseTo(placed[j]!, 5))
    }),
    { numRuns: 30, seed: 1 },
  )
})

/** Halves a straight drag again and again, always going on with the half along which the code changes more. */
function changeAfterHalving(at: (t: number) => Float32Array, halvings: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2
    if (between(at(low), at(middle)) > between(at(middle), at(high))) high = middle
    else low = middle
  }
  return between(at(low), at(high))
}

test('small moves give small changes, anywhere, however far out: no jump is left when a drag is halved', () => {
  fc.assert(
    fc.property(drags, ({ dimensions, seed, index, keep, reach }) => {
      const map = mapOf(dimensions, seed)
      const zAt = map.startDrag({ code: codeOf(map, index), index }, keep)
      const [from, step] = [placeOf(map, index), gaussians(dimensions, mulberry32(seed + index))]
      // In double precision: the halves of a drag are soon nearer than single precision can tell.
      const at = (t: number): Float32Array => zAt(Float64Array.from(from, (x, a) => x + t * reach * step[a]!))
      const whole = norm(codeOf(map, index)) + norm(at(1)) + 1
      expect(changeAfterHalving(at, 34)).toBeLessThan(1e-4 * whole)
    }),
    { numRuns: 150, seed: 1 },
  )
})

test('codes stay among the codes of the data, far outside the map too', () => {
  fc.assert(
    fc.property(drags, ({ dimensions, seed, index, reach }) => {
      const map = mapOf(dimensions, seed)
      const farthest = Math.max(...Array.from({ length: count }, (_, i) => norm(codeOf(map, i))))
      const step = gaussians(dimensions, mulberry32(index))
      const z = map.startDrag({ code: codeOf(map, index), index })(step.map((x) => reach * x))
      expect(norm(z)).toBeLessThanOrEqual(2 * farthest)
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('with keep the own part stays, without it the code becomes like its surroundings', () => {
  const map = mapOf(2, 1)
  const far = placeOf(map, 10)
  const distance = (keep: number): number =>
    between(map.startDrag({ code: codeOf(map, 0), index: 0 }, keep)(far), codeOf(map, 10))
  const own = norm(codeOf(map, 0)) // what differs at most: the own part is of this order
  expect(distance(0)).toBeLessThan(distance(1))
  expect(distance(1)).toBeLessThan(3 * own)
})

test('a code is placed near where its own neighbours lie', () => {
  const { near, far } = roundTripError(mapOf(2, 2))
  expect(near).toBeLessThan(0.25)
  expect(far).toBeLessThan(0.25)
})

test('many codes at one place, or all of them, do no harm', () => {
  const codes = gaussians(count * latentSize, mulberry32(1))
  const positions = gaussians(count * 2, mulberry32(2)).fill(0.5, 0, count)
  for (const places of [positions, new Float32Array(count * 2)]) {
    const map = new LocalMap({ dimensions: 2, latentSize, codes, positions: places })
    const zAt = map.startDrag({ code: codeOf(map, 0), index: 0 })
    for (const point of [placeOf(map, 0), [0.5, 0.5], [0.500001, 0.5], [9, 9]])
      expect(zAt(point).every(Number.isFinite)).toBe(true)
  }
})
