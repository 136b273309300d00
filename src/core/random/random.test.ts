import { expect, test } from 'vitest'
import { gaussians, mulberry32, seedFrom, shuffledIndices, splitIndices } from './random'

test('mulberry32 gives the published sequence for seed 1', () => {
  const random = mulberry32(1)
  expect([random(), random(), random()]).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
  ])
})

test('gaussians have mean 0 and variance 1', () => {
  const numbers = gaussians(20_000, mulberry32(4))
  const mean = numbers.reduce((sum, x) => sum + x) / numbers.length
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(Math.abs(variance - 1)).toBeLessThan(0.05)
})

test('a shuffle holds every index once, in another order for another seed', () => {
  const order = shuffledIndices(100, mulberry32(1))
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
  expect([...shuffledIndices(100, mulberry32(2))]).not.toEqual([...order])
})

test('a split is a partition', () => {
  const { train, heldOut } = splitIndices(10, 3, 0.2)
  expect(heldOut.length).toBe(2)
  expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(splitIndices(1, 3, 0.2).heldOut.length).toBe(0)
})

test('seeds made of parts differ when any part does', () => {
  const seeds = new Set([seedFrom(1, 2), seedFrom(2, 1), seedFrom(1, 3), seedFrom(0, 2), seedFrom(1, 2, 0)])
  expect(seeds.size).toBe(5)
})
