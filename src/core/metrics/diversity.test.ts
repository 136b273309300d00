import { expect, test } from 'vitest'
import { metricsFixture } from '../fixtures/metrics.fixture'
import { gaussians, mulberry32, type Random } from '../random/random'
import { diversity, hasCollapsed } from './diversity'

test('spread and duplicates equal scipy', () => {
  const { samples, data, size, ...wanted } = metricsFixture.diversity
  const found = diversity(samples, data, size)
  expect(found.relativeSpread).toBeCloseTo(wanted.relativeSpread, 12)
  expect(found.duplicateShare).toBeCloseTo(wanted.duplicateShare, 12)
  expect(found.dataDuplicateShare).toBeCloseTo(wanted.dataDuplicateShare, 12)
})

const size = 48
const data = gaussians(200 * size, mulberry32(1))

/** `count` pictures of a generator that knows only `modes` pictures, each a little varied or not at all. */
function samplesOf(modes: number, count: number, random: Random, variation = 0.1): Float32Array {
  const noise = gaussians(count * size, random)
  const chosen = Array.from({ length: count }, () => Math.floor(random() * modes))
  return noise.map((x, k) => variation * x + data[chosen[Math.floor(k / size)]! * size + (k % size)]!)
}

test('the birthday paradox finds the number of pictures a generator knows', () => {
  for (const modes of [5, 50])
    expect(diversity(samplesOf(modes, 400, mulberry32(2)), data, size).support / modes).toBeCloseTo(1, 0.7)
})

test('a healthy generator has not collapsed, nor has one that draws a set of ten icons', () => {
  const healthy = diversity(gaussians(200 * size, mulberry32(3)), data, size)
  expect(healthy.support).toBe(Infinity)
  expect(hasCollapsed(healthy)).toBe(false)
  const icons = samplesOf(10, 200, mulberry32(4), 0)
  const drawn = diversity(samplesOf(10, 200, mulberry32(5), 0), icons, size)
  expect(drawn.duplicateShare).toBeCloseTo(0.1, 1)
  expect(hasCollapsed(drawn)).toBe(false)
})

test('one picture over and over is a collapse, and so are eight far apart', () => {
  expect(hasCollapsed(diversity(samplesOf(1, 200, mulberry32(6)), data, size))).toBe(true)
  const eight = diversity(samplesOf(8, 200, mulberry32(7)), data, size)
  expect(eight.relativeSpread).toBeGreaterThan(0.8)
  expect(hasCollapsed(eight)).toBe(true)
})

test('samples that vary half as much as the data are a collapse without a duplicate', () => {
  const timid = diversity(
    gaussians(200 * size, mulberry32(8)).map((x) => 0.48 * x),
    data,
    size,
  )
  expect(timid.duplicateShare).toBeLessThan(0.05)
  expect(hasCollapsed(timid)).toBe(true)
})

test('ragged tables, single pictures and data without a difference are refused', () => {
  expect(() => diversity([1, 2, 3], [1, 2, 3, 4], 2)).toThrow(RangeError)
  expect(() => diversity([1, 2], [1, 2, 3, 4], 2)).toThrow(RangeError)
  expect(() => diversity([1, 2, 3, 4], [1, 2, 1, 2], 2)).toThrow(RangeError)
})
