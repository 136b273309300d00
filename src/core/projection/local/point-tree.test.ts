import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../random/random'
import { PointTree, roomFor } from './point-tree'

const queries = fc.record({
  count: fc.integer({ min: 1, max: 400 }),
  dimensions: fc.constantFrom(2, 3),
  k: fc.integer({ min: 1, max: 40 }),
  seed: fc.nat(),
  /** Rounded points lie on one another and on the planes that part the tree. */
  isRounded: fc.boolean(),
  reach: fc.constantFrom(Infinity, 1, 0.01),
})

test('finds what sorting all distances finds', () => {
  fc.assert(
    fc.property(queries, ({ count, dimensions, k, seed, isRounded, reach }) => {
      const random = mulberry32(seed)
      const points = gaussians(count * dimensions, random).map((x) => (isRounded ? Math.round(x) : x))
      const from = gaussians(dimensions, random)
      const leftOut = seed % (2 * count)
      const squared = (i: number): number =>
        from.reduce((sum, x, axis) => sum + (x - points[i * dimensions + axis]!) ** 2, 0)
      const wanted = Array.from({ length: count }, (_, i) => i)
        .filter((i) => i !== leftOut)
        .map(squared)
        .filter((s) => s < reach)
        .sort((a, b) => a - b)
        .slice(0, k)
      const found = new PointTree(points, dimensions).nearest(from, roomFor(k), leftOut, reach)
      const got = found.squared.slice(0, found.count).sort()
      expect(got).toEqual(Float64Array.from(wanted))
      found.indices
        .subarray(0, found.count)
        .forEach((id, slot) => expect(squared(id)).toBe(found.squared[slot]))
    }),
    { numRuns: 200, seed: 1 },
  )
})
