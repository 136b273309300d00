import { expect, test } from 'vitest'
import { scatteredImages } from './faces'

/** Ten tight groups of 30 codes, far from one another. */
const codes = {
  mu: Float32Array.from({ length: 600 }, (_, i) => (i % 2 ? 0 : 100 * Math.floor(i / 60)) + (i % 7) / 100),
  count: 300,
  latentSize: 2,
}

test('scattered images come from everywhere in the data, the same ones for a seed', () => {
  const images = scatteredImages(codes, 10, 3)
  expect(new Set(images.map((image) => Math.floor(image / 30))).size).toBe(10)
  expect(scatteredImages(codes, 10, 3)).toEqual(images)
  expect(scatteredImages(codes, 10, 4)).not.toEqual(images)
})

test('none comes twice, nor the one that is left out, and there are no more than there are', () => {
  const few = { mu: codes.mu.slice(0, 8), count: 4, latentSize: 2 }
  expect(scatteredImages(few, 12, 1, 2).toSorted((a, b) => a - b)).toEqual([0, 1, 3])
  const same = { mu: new Float32Array(8), count: 4, latentSize: 2 }
  expect(new Set(scatteredImages(same, 3, 1)).size).toBe(scatteredImages(same, 3, 1).length)
})
