import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../random/random'
import { finished } from '../slices.fixture'
import { distanceFromData, judgeDistance, usualDistances, type DistanceFromData } from './distance'

const codes = gaussians(500 * 4, mulberry32(2))
const usual = finished(usualDistances(codes, 500, 4))
const of = (z: ArrayLike<number>): DistanceFromData =>
  judgeDistance(usual, finished(distanceFromData(codes, z)))

test('a code of the data is on the data', () => {
  expect(of(codes.subarray(0, 4))).toEqual({ distance: 0, percentile: 0, level: 0 })
})

test('the distance is the one to the nearest code', () => {
  expect(finished(distanceFromData(Float32Array.of(0, 0, 10, 0), [3, 4]))).toBe(5)
  expect(finished(distanceFromData(Float32Array.of(0, 0, 10, 0), [0, 0], 0))).toBe(10)
})

test('what is usual is how far the data are from one another', () => {
  const line = Float32Array.of(0, 1, 3, 7)
  expect([...finished(usualDistances(line, 4, 1))]).toEqual([1, 1, 2, 4])
  expect([...finished(usualDistances(line, 1, 4))]).toEqual([0])
})

test('the level rises on the way out', () => {
  const levels = [0, 2, 3.5, 40].map((x) => of([x, 0, 0, 0]).level)
  expect(levels).toEqual([...levels].sort())
  expect(levels.at(-1)).toBe(3)
  expect(of([40, 0, 0, 0]).percentile).toBe(1)
})
