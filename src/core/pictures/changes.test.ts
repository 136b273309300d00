import { expect, test } from 'vitest'
import { changesBetween, type Pixels } from './changes'

const picture = (...pixels: [number, number, number][]): Pixels => ({
  width: pixels.length,
  height: 1,
  rgba: Uint8Array.from(pixels.flatMap((rgb) => [...rgb, 255])),
})
const pixel = ({ rgba }: Pixels, i: number): number[] => [...rgba.slice(4 * i, 4 * i + 4)]

test('where nothing changed there is dark grey of the picture', () => {
  const same = picture([200, 200, 200], [0, 0, 0])
  const heat = changesBetween(same, same)
  expect([pixel(heat, 0), pixel(heat, 1)]).toEqual([
    [70, 70, 70, 255],
    [0, 0, 0, 255],
  ])
})

test('the channel that changed most decides, and half of all there is is the hottest', () => {
  const heat = changesBetween(
    picture([0, 0, 0], [0, 0, 0], [255, 9, 9]),
    picture([0, 128, 3], [0, 0, 255], [0, 9, 9]),
  )
  for (const i of [0, 1, 2]) expect(pixel(heat, i)).toEqual([252, 255, 164, 255])
})

test('more change is brighter', () => {
  const levels = [0, 6, 20, 40, 80, 120]
  const heat = changesBetween(
    picture(...levels.map((): [number, number, number] => [0, 0, 0])),
    picture(...levels.map((level): [number, number, number] => [level, 0, 0])),
  )
  const lights = levels.map((_, i) =>
    pixel(heat, i)
      .slice(0, 3)
      .reduce((a, b) => a + b),
  )
  expect(lights).toEqual(lights.toSorted((a, b) => a - b))
  expect(new Set(lights).size).toBe(levels.length)
})

test('pictures of other sizes are refused', () => {
  expect(() => changesBetween(picture([0, 0, 0]), picture([0, 0, 0], [1, 1, 1]))).toThrow('other sizes')
})
