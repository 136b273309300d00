import { expect, test } from 'vitest'
import { cropped, middleCrop, type RgbPicture } from './crop'

/** Red grows by 10 to the right, green by 10 downwards. */
function ramp(width: number, height: number): RgbPicture {
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) rgb.set([10 * (i % width), 10 * Math.floor(i / width), 7], 3 * i)
  return { width, height, rgb }
}
const pixel = (rgb: Uint8Array, i: number): number[] => [...rgb.subarray(3 * i, 3 * i + 3)]

test('the whole picture at its own size is the picture', () => {
  const picture = ramp(4, 4)
  expect(cropped(picture, middleCrop(picture), 4)).toEqual(picture.rgb)
})

test('the middle square of a wide picture leaves out both sides', () => {
  const picture = ramp(6, 2)
  const out = cropped(picture, middleCrop(picture), 2)
  expect([0, 1, 2, 3].map((i) => pixel(out, i))).toEqual([
    [20, 0, 7],
    [30, 0, 7],
    [20, 10, 7],
    [30, 10, 7],
  ])
})

test('made smaller, a pixel is the mean of what it covers', () => {
  expect(pixel(cropped(ramp(4, 4), { x: 2, y: 2, size: 4, angle: 0 }, 1), 0)).toEqual([15, 15, 7])
})

test('a quarter turn clockwise shows on top what is on the right', () => {
  const out = cropped(ramp(3, 3), { x: 1.5, y: 1.5, size: 3, angle: Math.PI / 2 }, 3)
  // The output's rightward way is the picture's downward way, its downward way the picture's leftward.
  expect([0, 2, 6].map((i) => pixel(out, i))).toEqual([
    [20, 0, 7],
    [20, 20, 7],
    [0, 0, 7],
  ])
})

test('beyond the edges the edge goes on', () => {
  const out = cropped(ramp(2, 2), { x: 1, y: 1, size: 4, angle: 0 }, 4)
  expect([0, 3, 12].map((i) => pixel(out, i))).toEqual([
    [0, 0, 7],
    [10, 0, 7],
    [0, 10, 7],
  ])
})
