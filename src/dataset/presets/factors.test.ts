import { presetWords } from '../../core/records/presets'
import { expect, test } from 'vitest'
import { mulberry32, seedFrom } from '../../core/random/random'
import { factors } from './factors'
import { shapeNames } from './outlines'
import type { DrawnImage } from './preset'

const drawn = (index: number, side = 64): DrawnImage => factors.draw(mulberry32(seedFrom(7, index)), side)
const many = Array.from({ length: 3000 }, (_, index) => drawn(index))
const factorNames = ['shape', 'hue', 'size', 'x', 'y', 'rotation']

const ground = 128

/** How much of each pixel is covered: every hue has one full channel, and it says so. */
const coverageOf = ({ rgb }: DrawnImage): number[] =>
  Array.from(
    { length: rgb.length / 3 },
    (_, i) => (Math.max(...rgb.subarray(3 * i, 3 * i + 3)) - ground) / (255 - ground),
  )

/** Area and centre of mass in pixels, and the second moments about it, which tell the angle of an ellipse. */
function momentsOf(image: DrawnImage, side: number) {
  const coverage = coverageOf(image)
  const mean = (of: (x: number, y: number) => number): number =>
    coverage.reduce((sum, weight, i) => sum + weight * of((i % side) + 0.5, Math.floor(i / side) + 0.5), 0) /
    area
  const area = coverage.reduce((sum, weight) => sum + weight, 0)
  const [x, y] = [mean((px) => px), mean((_, py) => py)]
  const [xx, yy] = [mean((px) => (px - x) ** 2), mean((_, py) => (py - y) ** 2)]
  return { area, x, y, xx, yy, xy: mean((px, py) => (px - x) * (py - y)) }
}

function hueOf({ rgb }: DrawnImage): number {
  const [r, g, b] = [0, 1, 2].map((c) => rgb.reduce((sum, value, i) => sum + (i % 3 === c ? value : 0), 0))
  const [most, least] = [Math.max(r!, g!, b!), Math.min(r!, g!, b!)]
  const part = (from: number, to: number): number => (60 * (from - to)) / (most - least)
  const hue = most === r ? part(g!, b!) : most === g ? 120 + part(b!, r!) : 240 + part(r!, g!)
  return (hue + 360) % 360
}

test.each([64, 32])('at %i pixels place, size and colour can be measured in the pixels', (side) => {
  for (let index = 0; index < 200; index++) {
    const image = drawn(index, side)
    const { hue, size, x, y } = image.attributes
    const found = momentsOf(image, side)
    expect(Math.abs(found.x - x! * side), `x of ${index}`).toBeLessThan(0.03)
    expect(Math.abs(found.y - y! * side), `y of ${index}`).toBeLessThan(0.03)
    expect(Math.abs(Math.sqrt(found.area) - size! * side), `size of ${index}`).toBeLessThan(0.03)
    expect(Math.abs(hueOf(image) - hue!), `hue of ${index}`).toBeLessThan(0.5)
  }
})

test('the angle of an ellipse and the shape can be measured in the pixels', () => {
  for (const [index, image] of many.slice(0, 300).entries()) {
    const { area, xx, yy, xy } = momentsOf(image, 64)
    // 1/12 for a square of area 1, more for longer shapes.
    const spread = (xx + yy) / 2 / area
    const expected = { square: 1 / 12, ellipse: (1.7 + 1 / 1.7) / (8 * Math.PI), heart: 0.0872 }
    const shape = shapeNames[image.attributes['shape']!]!
    expect(spread, `${shape} ${index}`).toBeCloseTo(expected[shape], 2)
    if (shape !== 'ellipse') continue
    const degrees = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI
    expect(Math.abs(degrees - image.attributes['rotation']!), `ellipse ${index}`).toBeLessThan(1)
  }
})

test('a turned square and a turned heart look different at every angle of the range', () => {
  for (const shape of [0, 2]) {
    const turned = Array.from({ length: 13 }, (_, i) => paintedAt(shape, i / 12.001))
    for (const [i, one] of turned.entries())
      for (const other of turned.slice(i + 1))
        expect(one.reduce((sum, value, k) => sum + Math.abs(value - other[k]!), 0)).toBeGreaterThan(300)
  }
})

/** A shape of middle size in the middle of the picture, at a share of the range of angles. */
function paintedAt(shape: number, angle: number): Uint8Array {
  const numbers = [(shape + 0.5) / 3, 0, 0.5, 0.5, 0.5, angle]
  return factors.draw(() => numbers.shift()!, 64).rgb
}

test('nothing is cut off: the rim is bare in every picture', () => {
  const rim = Array.from({ length: 64 }, (_, i) => [i, 63 * 64 + i, 64 * i, 64 * i + 63]).flat()
  const lit = many.filter(({ rgb }) => rim.some((i) => [0, 1, 2].some((c) => rgb[3 * i + c] !== ground)))
  expect(lit).toEqual([])
})

test('every factor takes its whole range evenly, and no factor tells anything of another', () => {
  const ranges = {
    shape: [0, 2],
    hue: [0, 270],
    size: [0.24, 0.44],
    x: [0.36, 0.64],
    y: [0.36, 0.64],
    rotation: [-30, 30],
  }
  const columns = factorNames.map((name) => many.map(({ attributes }) => attributes[name]!))
  for (const [i, [low, high]] of Object.values(ranges).entries()) {
    const column = columns[i]!
    expect(Math.min(...column)).toBeGreaterThanOrEqual(low!)
    expect(Math.max(...column)).toBeLessThanOrEqual(high!)
    expect(Math.abs((meanOf(column) - low!) / (high! - low!) - 0.5)).toBeLessThan(0.02)
    for (const other of columns.slice(i + 1)) expect(Math.abs(correlation(column, other))).toBeLessThan(0.05)
  }
})

const meanOf = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0) / row.length

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  const covariance = meanOf(a.map((value, i) => (value - meanA) * (b[i]! - meanB)))
  const deviation = (row: readonly number[], mean: number): number =>
    Math.sqrt(meanOf(row.map((value) => (value - mean) ** 2)))
  return covariance / (deviation(a, meanA) * deviation(b, meanB))
}

test('exactly one of the yes-or-no labels is the shape', () => {
  for (const { attributes } of many) {
    expect(Object.keys(attributes)).toEqual([...factorNames, ...shapeNames])
    expect(Object.keys(attributes)).toEqual(presetWords.factors.labels)
    expect(shapeNames.map((name) => attributes[name])).toEqual(
      [0, 1, 2].map((i) => Number(i === attributes['shape'])),
    )
  }
})

test('the same numbers give the same pixels', () => {
  expect(drawn(3)).toEqual(many[3])
  expect(drawn(4).rgb).not.toEqual(many[3]!.rgb)
})
