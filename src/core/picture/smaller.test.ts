import { expect, test } from 'vitest'
import { smaller } from './smaller'

test('each pixel is the mean of a square, and what is left over goes', () => {
  const rgb = Uint8Array.from({ length: 5 * 4 * 3 }, (_, i) => (i % 3 === 0 ? 10 * Math.floor(i / 3) : 1))
  const { picture, factor } = smaller({ width: 5, height: 4, rgb }, 2)
  expect([factor, picture.width, picture.height]).toEqual([3, 1, 1])
  // Rows 0, 50 and 100 with 0, 10 and 20 across.
  expect([...picture.rgb]).toEqual([60, 1, 1])
})

test('a small picture stays as it is, and a thin one keeps a pixel', () => {
  const picture = { width: 3, height: 2, rgb: new Uint8Array(18).fill(7) }
  expect(smaller(picture, 640)).toEqual({ picture, factor: 1 })
  expect(smaller({ width: 3000, height: 1, rgb: new Uint8Array(9000) }, 640).factor).toBe(1)
})
