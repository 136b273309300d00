import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusteredCodes } from '../projection/codes.fixture'
import { finished } from '../slices.fixture'
import { kMeans, settle } from './k-means'
import { reference } from './reference.fixture'

const { codes, size, labels, inertia } = reference

test('from the same centres it settles where scikit-learn does', () => {
  const table = { rows: codes, count: 32, size }
  const found = finished(settle(table, Float64Array.from(codes.subarray(0, 9))))
  expect([...found.labels]).toEqual(labels)
  expect(found.inertia).toBeCloseTo(inertia, 4)
})

test('on its own it finds clusters at least as tight, the largest first', () => {
  const found = finished(kMeans(codes, size, 3))
  expect(found.inertia).toBeLessThanOrEqual(inertia + 1e-4)
  const sizes = [0, 1, 2].map((c) => found.labels.filter((label) => label === c).length)
  expect(sizes).toEqual([14, 10, 8])
})

test('groups that lie apart are found whole, of more codes than it fits on too', () => {
  const apart = clusteredCodes(12_000, 8, 3, 4)
  apart.labels.forEach((group, i) => (apart.codes[8 * i + group]! += 60))
  const found = finished(kMeans(apart.codes, 8, 4))
  const pairs = new Set(apart.labels.map((group, i) => 10 * group + found.labels[i]!))
  expect(pairs.size).toBe(4)
})

test('every code is with its nearest centre, and the same seed gives the same', () => {
  const cases = {
    seed: fc.nat(1000),
    k: fc.integer({ min: 1, max: 12 }),
    count: fc.integer({ min: 12, max: 60 }),
  }
  fc.assert(
    fc.property(fc.record(cases), ({ seed, k, count }) => {
      const { codes: some } = clusteredCodes(count, 3, seed)
      const found = finished(kMeans(some, 3, k, { seed }))
      expect(finished(kMeans(some, 3, k, { seed })).labels).toEqual(found.labels)
      const away = (i: number, c: number): number =>
        Math.hypot(...[0, 1, 2].map((j) => some[3 * i + j]! - found.centres[3 * c + j]!))
      found.labels.forEach((label, i) => {
        for (let c = 0; c < k; c++) expect(away(i, label)).toBeLessThanOrEqual(away(i, c) + 1e-9)
      })
    }),
    { numRuns: 40 },
  )
})

test('codes that are all the same have a centre all the same', () => {
  const found = finished(kMeans(new Float32Array(30).fill(2), 3, 4))
  expect(found.inertia).toBe(0)
  expect([...found.labels]).toEqual(new Array(10).fill(0))
})
