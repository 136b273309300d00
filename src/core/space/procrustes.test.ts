import { expect, test } from 'vitest'
import { metricsFixture } from '../fixtures/metrics.fixture'
import { gaussians, mulberry32 } from '../random/random'
import { procrustes, transformed } from './procrustes'

const near = (actual: ArrayLike<number>, wanted: ArrayLike<number>, digits: number): void => {
  expect(actual.length).toBe(wanted.length)
  for (let i = 0; i < wanted.length; i++) expect(actual[i]).toBeCloseTo(wanted[i]!, digits)
}

test.each([
  ['a mirrored plane', 2, metricsFixture.mirroredPlane, -1],
  ['a turned space', 3, metricsFixture.turnedSpace, 1],
] as const)('%s comes back as scipy brings it', (_, dimensions, wanted, determinant) => {
  const { aligned, transform } = procrustes(wanted.positions, wanted.targets, dimensions)
  expect(wanted.determinant).toBe(determinant)
  near(transform.rotation, wanted.rotation, 12)
  expect(transform.scale).toBeCloseTo(wanted.scale, 12)
  near(aligned, wanted.aligned, 5)
  expect(leftOver(aligned, wanted.targets, dimensions)).toBeCloseTo(wanted.disparity, 6)
})

/** Squared distance left, as a share of the targets' squared spread: scipy's disparity. */
function leftOver(aligned: Float32Array, targets: readonly number[], dimensions: number): number {
  const mean = (k: number): number => {
    const column = targets.filter((_, i) => i % dimensions === k % dimensions)
    return column.reduce((sum, x) => sum + x, 0) / column.length
  }
  const squared = targets.reduce((sum, x, k) => sum + (x - aligned[k]!) ** 2, 0)
  return squared / targets.reduce((sum, x, k) => sum + (x - mean(k)) ** 2, 0)
}

test('points that were not in the fit move along: a quarter turn, twice as large, one to the right', () => {
  const { transform } = procrustes([0, 0, 1, 0, 0, 1], [1, 0, 1, 2, -1, 0], 2)
  near(transformed(transform, [1, 1, 3, 0]), [-1, 2, 1, 6], 6)
})

test('equal spread keeps a map that resembles its target little from shrinking to a dot', () => {
  const random = mulberry32(6)
  const [positions, targets] = [gaussians(400, random), gaussians(400, random)]
  const left = (points: Float32Array): number => leftOver(points, [...targets], 2)
  const shrunk = procrustes(positions, targets, 2)
  expect(shrunk.transform.scale).toBeGreaterThan(0)
  expect(shrunk.transform.scale).toBeLessThan(0.2)
  // Equally long and nearly uncorrelated, the two differ by nearly twice the spread of one.
  const kept = procrustes(positions, targets, 2, 'equal-spread')
  expect(left(kept.aligned)).toBeCloseTo(2 * (1 - Math.sqrt(1 - left(shrunk.aligned))), 5)
})

test('a line of points turns without a flip across itself', () => {
  const { transform } = procrustes([0, 0, 1, 0, 2, 0], [0, 0, 1, 1e-3, 2, 2e-3], 2)
  near(transform.rotation, [1, 1e-3, -1e-3, 1], 6)
  near(procrustes([0, 0, 0, 1, 0, 2], [5, 5, 5, 5, 5, 5], 2, 'equal-spread').aligned, [5, 5, 5, 5, 5, 5], 6)
})

test('points that all lie in one place stay in one place', () => {
  near(procrustes([1, 2, 3, 1, 2, 3], [0, 0, 0, 1, 1, 1], 3).aligned, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 6)
})

test('sets of different size and points that are not numbers are refused', () => {
  expect(() => procrustes([1, 2], [1, 2, 3, 4], 2)).toThrow(RangeError)
  expect(() => procrustes([1, 2, NaN, 0], [1, 2, 3, 4], 2)).toThrow(RangeError)
})
