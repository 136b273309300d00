import { expect, test } from 'vitest'
import { splitIndices } from '../random/random'
import { followedImages, isKeptStep, mostCrowded, mostMoments } from './moments'

test('of a long run a hundred moments are left, evenly along the root of the step, with the first and the last', () => {
  const steps: number[] = []
  for (let step = 0; step <= 20_000; step += 7) {
    steps.push(step)
    if (steps.length > mostMoments) steps.splice(mostCrowded(steps), 1)
  }
  expect(steps).toHaveLength(mostMoments)
  expect([steps[0], steps.at(-1)]).toEqual([0, 19_999])
  const gaps = steps.slice(1).map((step, i) => Math.sqrt(step) - Math.sqrt(steps[i]!))
  const even = Math.sqrt(19_999) / (mostMoments - 1)
  expect(Math.max(...gaps)).toBeLessThan(2.5 * even)
  // The last has only just come: what lies before it gives way to it next.
  expect(Math.min(...gaps.slice(0, -1))).toBeGreaterThan(even / 2.5)
})

test('the first steps are kept by doubling', () => {
  const kept = Array.from({ length: 70 }, (_, step) => step).filter(isKeptStep)
  expect(kept).toEqual([0, 1, 2, 4, 8, 16, 32, 64])
})

test('the same pictures are followed for the same seed, each once, of both kinds in proportion', () => {
  const images = followedImages(3000, 7)
  expect(images).toEqual(followedImages(3000, 7))
  expect(images).not.toEqual(followedImages(3000, 8))
  expect(new Set(images).size).toBe(512)
  const heldOut = new Set(splitIndices(3000, 1, 0.2).heldOut)
  const share = images.filter((image) => heldOut.has(image)).length / images.length
  expect(share).toBeGreaterThan(0.14)
  expect(share).toBeLessThan(0.26)
  expect([...followedImages(3, 7)]).toEqual([0, 1, 2])
})
