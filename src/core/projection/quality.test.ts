import { expect, test } from 'vitest'
import { mapFixture as fixture } from '../fixtures/map.fixture'
import { gaussians, mulberry32 } from '../random/random'
import { mapQuality } from './quality'
import { finished } from './steps'

const rows = Float32Array.from(fixture.tenThousandths, (x) => x / 10_000)
const firstTwo = Float32Array.from(
  { length: 2 * fixture.count },
  (_, p) => rows[Math.floor(p / 2) * fixture.size + (p % 2)]!,
)

test('trustworthiness and continuity equal scikit-learn', () => {
  const { trustworthiness, continuity, sampled } = finished(mapQuality(rows, firstTwo, fixture.count))
  expect(Math.abs(trustworthiness - fixture.trustworthinessOfFirstTwo)).toBeLessThan(1e-6)
  expect(Math.abs(continuity - fixture.continuityOfFirstTwo)).toBeLessThan(1e-6)
  expect(sampled).toBe(fixture.count)
  const five = finished(mapQuality(rows, firstTwo, fixture.count, { k: 5 }))
  expect(Math.abs(five.trustworthiness - fixture.trustworthinessOfFirstTwo5)).toBeLessThan(1e-6)
})

test('a case worked by hand: one of four points on a line is put at the far end', () => {
  const moved = finished(mapQuality([0, 1, 2.1, 3.3], [4, 1, 2.1, 3.3], 4, { k: 1 }))
  // On the map 3 is nearest to 0, in space the last of all: rank 3; the other three find 2.1 and 3.3, ranks 2, 1 and 1.
  // Nearest on the map: 0 -> 3.3 (rank 3), 1 -> 2.1 (rank 2), 2.1 -> 1 (rank 1), 3.3 -> 0 (rank 3).
  expect(moved.trustworthiness).toBeCloseTo(1 - (2 / (4 * 1 * (8 - 3 - 1))) * (2 + 1 + 0 + 2), 12)
})

test('the space itself is trusted wholly, chance half', () => {
  const codes = gaussians(1000 * 5, mulberry32(1))
  const same = finished(mapQuality(codes, codes, 1000))
  expect(same).toEqual({ trustworthiness: 1, continuity: 1, sampled: 1000 })
  const chance = finished(mapQuality(codes, gaussians(2000, mulberry32(2)), 1000))
  expect(chance.trustworthiness).toBeCloseTo(0.5, 1)
})

test('of many codes a sample says nearly the same', () => {
  const count = 3000
  const codes = gaussians(count * 3, mulberry32(3))
  const flat = codes.filter((_, p) => p % 3 < 2)
  const whole = finished(mapQuality(codes, flat, count))
  expect(whole.sampled).toBe(count)
  const sample = finished(mapQuality(codes, flat, count, { pairs: 2e6 }))
  expect(sample.sampled).toBe(666)
  expect(sample.trustworthiness).toBeCloseTo(whole.trustworthiness, 2)
  expect(sample.continuity).toBeCloseTo(whole.continuity, 2)
})

test('too few codes are refused', () => {
  expect(() => finished(mapQuality(rows, firstTwo, 18))).toThrow('too few')
})
