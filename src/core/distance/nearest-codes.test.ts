import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../random/random'
import { finished } from '../slices.fixture'
import { nearestCodes } from './nearest-codes'

test('it finds what sorting all of them finds, nearest first', () => {
  const cases = {
    seed: fc.nat(999),
    count: fc.integer({ min: 1, max: 80 }),
    k: fc.integer({ min: 1, max: 12 }),
  }
  fc.assert(
    fc.property(fc.record(cases), fc.integer({ min: -1, max: 90 }), ({ seed, count, k }, except) => {
      const codes = gaussians(count * 5, mulberry32(seed))
      const z = gaussians(5, mulberry32(seed + 1))
      const away = Array.from({ length: count }, (_, i) =>
        Math.hypot(...z.map((x, j) => x - codes[5 * i + j]!)),
      )
      const sorted = [...away.keys()].filter((i) => i !== except).sort((a, b) => away[a]! - away[b]!)
      const { indices, distances } = finished(nearestCodes(codes, z, k, except))
      expect([...indices]).toEqual(sorted.slice(0, k))
      indices.forEach((i, slot) => expect(distances[slot]).toBeCloseTo(away[i]!, 5))
    }),
  )
})

test('it pauses often, so that a page can answer in between', () => {
  const codes = gaussians(20_000 * 32, mulberry32(1))
  const pauses = [...nearestCodes(codes, codes.subarray(0, 32), 12)].length
  expect(pauses).toBe(Math.floor(20_000 / 2048))
})
