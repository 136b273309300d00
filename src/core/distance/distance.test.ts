import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../random/random'
import { createDistanceMeter } from './distance'

const codes = gaussians(500 * 4, mulberry32(2))
const meter = createDistanceMeter(codes, 500, 4)

test('a code of the data is on the data', () => {
  expect(meter.of(codes.subarray(0, 4))).toEqual({ distance: 0, percentile: 0, level: 0 })
})

test('the distance is the one to the nearest code', () => {
  const lone = createDistanceMeter(Float32Array.of(0, 0, 10, 0), 2, 2)
  expect(lone.of([3, 4]).distance).toBe(5)
})

test('the level rises on the way out', () => {
  const levels = [0, 2, 3.5, 40].map((x) => meter.of([x, 0, 0, 0]).level)
  expect(levels).toEqual([...levels].sort())
  expect(levels.at(-1)).toBe(3)
  expect(meter.of([40, 0, 0, 0]).percentile).toBe(1)
})
