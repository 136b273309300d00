import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../random/random'
import { covariance, dot } from '../statistics/moments'
import { latentFromMap, mapFromLatent } from './affine'
import { axesMap, latentDimensions, rawMap } from './axes'

const vector = (size: number, seed: number): number[] => [...gaussians(size, mulberry32(seed))]

test('two latent dimensions are read off and written back, the others stay', () => {
  const map = axesMap({ directions: latentDimensions([3, 1], 4), origin: [10, 20, 30, 40] })
  expect([...mapFromLatent(map, [11, 22, 33, 44])]).toEqual([4, 2])
  expect([...latentFromMap(map, [5, -1], [11, 22, 33, 44])]).toEqual([11, 19, 33, 45])
})

test('a case worked by hand: axes at 45 degrees', () => {
  const map = axesMap({
    directions: [
      [2, 0, 0],
      [1, 1, 0],
    ],
    origin: [0, 0, 0],
  })
  const z = latentFromMap(map, [1, Math.SQRT2], [0, 0, 7])
  expect([...z]).toEqual([1, 1, 7].map((x) => expect.closeTo(x, 6) as number))
})

const drags = fc.record({
  dimensions: fc.constantFrom(2 as const, 3 as const),
  latentSize: fc.integer({ min: 3, max: 40 }),
  seed: fc.nat(),
  isLikeData: fc.boolean(),
})

test('any directions at any angle: a drag arrives exactly and keeps what the map does not show', () => {
  fc.assert(
    fc.property(drags, ({ dimensions, latentSize, seed, isLikeData }) => {
      const directions = Array.from({ length: dimensions }, (_, r) => vector(latentSize, seed + r))
      const codes = gaussians(300 * latentSize, mulberry32(seed + 5))
      const spread = isLikeData ? { covariance: covariance(codes, 300, latentSize) } : {}
      const map = axesMap({ directions, origin: vector(latentSize, seed + 6), ...spread })
      const anchor = vector(latentSize, seed + 7)
      const target = vector(dimensions, seed + 8)
      const z = latentFromMap(map, target, anchor)
      mapFromLatent(map, z).forEach((x, axis) => expect(x).toBeCloseTo(target[axis]!, 3))
      const home = latentFromMap(map, mapFromLatent(map, anchor), z)
      if (isLikeData) return home.forEach((x, j) => expect(x).toBeCloseTo(anchor[j]!, 3))
      const hidden = across(vector(latentSize, seed + 9), directions)
      const change = Float64Array.from(z, (x, j) => x - anchor[j]!)
      expect(dot(hidden, change) / (1 + Math.hypot(...change) * Math.hypot(...hidden))).toBeCloseTo(0, 4)
    }),
    { numRuns: 60, seed: 1 },
  )
})

/** What is left of a vector at right angles to all directions, by Gram-Schmidt. */
function across(v: number[], directions: readonly number[][]): number[] {
  const taken: number[][] = []
  for (const direction of [...directions, v]) {
    const rest = [...direction]
    for (const q of [...taken, ...taken]) {
      const along = dot(q, rest)
      rest.forEach((_, j) => (rest[j]! -= along * q[j]!))
    }
    const length = Math.hypot(...rest)
    taken.push(rest.map((x) => (length > 1e-9 ? x / length : 0)))
  }
  return taken.at(-1)!
}

test('moving like the data takes the likelier way: a correlated dimension follows', () => {
  const origin = [0, 0, 0]
  const spread = [1, 0, 0.8, 0, 1, 0, 0.8, 0, 1]
  const directions = latentDimensions([0, 1], 3)
  const like = axesMap({ directions, origin, covariance: spread })
  expect([...latentFromMap(like, [1, 0], origin)]).toEqual([1, 0, expect.closeTo(0.8, 6)])
  expect([...latentFromMap(axesMap({ directions, origin }), [1, 0], origin)]).toEqual([1, 0, 0])
})

test('a space of two or three dimensions is its own map', () => {
  const z = Float32Array.of(0.1, -7, 3)
  expect(mapFromLatent(rawMap(3), z)).toEqual(z)
  expect(latentFromMap(rawMap(3), z, [9, 9, 9])).toEqual(z)
  expect(() => rawMap(4)).toThrow(RangeError)
})

test('axes that cannot span a map are refused', () => {
  const origin = [0, 0, 0]
  const alike = [
    [1, 2, 3],
    [2, 4, 6.001],
  ]
  expect(() => axesMap({ directions: alike, origin })).toThrow('too much alike')
  expect(() => axesMap({ directions: [[0, 0, 0], alike[0]!], origin })).toThrow('all 0')
  expect(() => axesMap({ directions: [alike[0]!], origin })).toThrow('2 or 3 axes')
  expect(() => latentDimensions([0, 3], 3)).toThrow('no latent dimension 3')
})
