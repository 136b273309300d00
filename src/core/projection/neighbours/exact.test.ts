import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../random/random'
import { finished } from '../steps'
import { exactNeighbours } from './exact'

/** One row's neighbours by sorting all distances. */
function sorted(codes: Float32Array, count: number, size: number, i: number): [number, number][] {
  const distance = (j: number): number =>
    Math.hypot(...Array.from({ length: size }, (_, c) => codes[i * size + c]! - codes[j * size + c]!))
  return Array.from({ length: count }, (_, j): [number, number] => [distance(j), j])
    .filter(([, j]) => j !== i)
    .sort((a, b) => a[0] - b[0])
}

test('every row has the distances that sorting gives, whatever the sizes', () => {
  const sizes = fc.record({
    count: fc.integer({ min: 2, max: 300 }),
    size: fc.integer({ min: 1, max: 9 }),
    k: fc.integer({ min: 1, max: 20 }),
    seed: fc.nat(),
  })
  fc.assert(
    fc.property(sizes, ({ count, size, k, seed }) => {
      const codes = gaussians(count * size, mulberry32(seed))
      const kept = Math.min(k, count - 1)
      const found = finished(exactNeighbours(codes, count, size, kept))
      const row = seed % count
      const distances = Array.from(found.distances.subarray(row * kept, (row + 1) * kept))
      const wanted = sorted(codes, count, size, row).slice(0, kept)
      distances.forEach((d, slot) => expect(d).toBeCloseTo(wanted[slot]![0], 4))
      expect(found.indices[row * kept]).toBe(wanted[0]![1])
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('equal codes are neighbours at distance 0, and none is its own', () => {
  const found = finished(exactNeighbours([1, 2, 1, 2, 1, 2, 5, 5], 4, 2, 2))
  expect(Array.from(found.distances.subarray(0, 2))).toEqual([0, 0])
  for (let i = 0; i < 4; i++) expect(found.indices.subarray(i * 2, i * 2 + 2)).not.toContain(i)
})
