import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../random/random'
import { clusteredCodes } from '../codes.fixture'
import { finished } from '../steps'
import { nearestNeighbours } from './nearest'
import { neighbourRecall } from './recall'

const approximate = { seed: 3, exactUpTo: 0 }

test('few codes are compared with all others', () => {
  const codes = gaussians(500 * 8, mulberry32(1))
  const found = finished(nearestNeighbours(codes, 500, 8, 10))
  expect(neighbourRecall(found, codes, 8)).toBe(1)
})

test.each([
  ['clusters', 0.99, clusteredCodes(3000, 32, 5).codes],
  // The hardest: in 32 dimensions nearly all codes of such a cloud are equally far apart.
  ['one cloud that is the same in all directions', 0.85, gaussians(3000 * 32, mulberry32(2))],
])('groups and descent find nearly all neighbours: %s', (_, least, codes) => {
  const found = finished(nearestNeighbours(codes, 3000, 32, 15, approximate))
  expect(neighbourRecall(found, codes, 32)).toBeGreaterThan(least)
  for (let i = 0; i < 3000; i++) {
    const row = Array.from(found.indices.subarray(i * 15, i * 15 + 15))
    expect(row).not.toContain(i)
    expect(new Set(row).size).toBe(15)
  }
})

test('the same seed gives the same neighbours', () => {
  const codes = gaussians(2000 * 6, mulberry32(4))
  const again = (): Int32Array => finished(nearestNeighbours(codes, 2000, 6, 8, approximate)).indices
  expect(again()).toEqual(again())
})

test('equal codes do not keep it from ending', () => {
  const found = finished(nearestNeighbours(new Float32Array(1000 * 3), 1000, 3, 5, approximate))
  expect(Math.max(...found.distances)).toBe(0)
})

test('as many neighbours as codes are refused', () => {
  expect(() => finished(nearestNeighbours([1, 2, 3], 3, 1, 3))).toThrow(RangeError)
})
