import { expect, test } from 'vitest'
import { enlarge, resizeByArea, thumbnailsOf } from './pixels'

/** Grey values as opaque RGBA. */
const grey = (...values: number[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(values.flatMap((value) => [value, value, value, 255]))
const reds = (rgb: Uint8Array): number[] => [...rgb].filter((_, i) => i % 3 === 0)

test('a thumbnail is the mean of two by two pixels, each channel by itself, opaque', () => {
  const first = [10, 0, 1, 20, 0, 1, 30, 100, 1, 42, 100, 2]
  const second = [255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]
  expect([...thumbnailsOf(Uint8Array.from([...first, ...second]), 2, 2)]).toEqual([
    26, 50, 1, 255, 255, 255, 255, 255,
  ])
})

test('thumbnails keep rows, columns and images apart', () => {
  const side = 4
  const rgb = Uint8Array.from({ length: 2 * side * side * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    const [x, y, image] = [pixel % side, Math.floor(pixel / side) % side, Math.floor(pixel / side ** 2)]
    return 100 * image + 40 * Math.floor(y / 2) + 10 * Math.floor(x / 2)
  })
  const rgba = thumbnailsOf(rgb, 2, side)
  expect([...rgba].filter((_, i) => i % 4 === 0)).toEqual([0, 10, 40, 50, 100, 110, 140, 150])
})

test('an enlarged picture repeats pixels across and down', () => {
  const [a, b, c, d] = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
    [9, 10, 11, 12],
    [13, 14, 15, 16],
  ] as const
  const large = enlarge(Uint8Array.from([a, b, c, d].flat()), 2, 2, 2)
  expect([...large]).toEqual([a, a, b, b, a, a, b, b, c, c, d, d, c, c, d, d].flat())
  const tall = Uint8Array.from([a, b].flat())
  expect([...enlarge(tall, 1, 2, 3)]).toEqual([a, a, a, a, a, a, a, a, a, b, b, b, b, b, b, b, b, b].flat())
})

test('a scale of one changes nothing', () => {
  const picture = Uint8Array.from({ length: 3 * 5 * 4 }, (_, i) => (i * 37) % 256)
  expect(enlarge(picture, 5, 3, 1)).toEqual(picture)
})

test('a picture made half as large is the mean of two by two', () => {
  // prettier-ignore
  const picture = grey(
    0, 100, 7, 7,
    200, 100, 7, 7,
    1, 2, 255, 0,
    3, 4, 0, 0,
  )
  expect(reds(resizeByArea(picture, 4, 2))).toEqual([100, 7, 3, 64])
})

test('a pixel that lies under two new ones counts for both by its share', () => {
  // Three columns under two: the middle one is halved, so each side is (2 x outer + middle) / 3.
  const picture = grey(0, 90, 240, 0, 90, 240, 0, 90, 240)
  expect(reds(resizeByArea(picture, 3, 2))).toEqual([30, 190, 30, 190])
  const turned = grey(0, 0, 0, 90, 90, 90, 240, 240, 240)
  expect(reds(resizeByArea(turned, 3, 2))).toEqual([30, 30, 190, 190])
})

test('a small picture made larger repeats its pixels', () => {
  expect(reds(resizeByArea(grey(1, 2, 3, 4), 2, 4))).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4])
})

test('the same size gives the same pixels, channel by channel', () => {
  const rgba = Uint8ClampedArray.from([1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255])
  expect([...resizeByArea(rgba, 2, 2)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

test.each([3, 7, 63, 65, 100, 511])('an even colour stays that colour from %i pixels a side', (side) => {
  const picture = new Uint8ClampedArray(side * side * 4).fill(201)
  expect(new Set(resizeByArea(picture, side, 64))).toEqual(new Set([201]))
})

test.each([5, 100, 200])('the mean of all pixels stays, from %i pixels a side', (side) => {
  const random = Uint8ClampedArray.from({ length: side * side * 4 }, (_, i) => (i * 7919 + (i >> 3)) % 256)
  const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
  const before = mean([...random].filter((_, i) => i % 4 === 0))
  expect(Math.abs(mean(reds(resizeByArea(random, side, 64))) - before)).toBeLessThan(0.2)
})
