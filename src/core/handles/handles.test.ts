import { describe, expect, it } from 'vitest'
import { reference } from '../fixtures/handles.fixture'
import { defaultConfigs } from '../records/training'
import { gaussians, mulberry32 } from '../random/random'
import { requireHandles } from './asked'
import { sampled, samplingMatrix, type Features, type Place } from './bilinear'
import { Course } from './course'
import { directionOf, pushedPixels, pushes, tracked } from './handles'
import { movable } from './learning'
import { outsideOf } from './mask'

const { picture } = reference
const features: Features = { ...reference.features, values: Float32Array.from(reference.features.values) }
const places = reference.places as [number, number][]

describe('features between pixels', () => {
  it('are those of PyTorch: enlarged bilinearly, then read bilinearly, and the edge beyond it', () => {
    const found = places.map((place) => [...sampled(features, place, picture)])
    found.forEach((row, i) => row.forEach((x, j) => expect(x).toBeCloseTo(reference.sampled[i]![j]!, 6)))
  })

  it('are a product with a matrix', () => {
    const matrix = samplingMatrix(places, { picture, features: features.side })
    places.forEach((place, row) => {
      const product = [0, 1, 2].map((channel) => {
        let sum = 0
        for (let i = 0; i < 16; i++) sum += matrix[row * 16 + i]! * features.values[3 * i + channel]!
        return sum
      })
      product.forEach((x, channel) => expect(x).toBeCloseTo(sampled(features, place, picture)[channel]!, 5))
    })
  })
})

describe('tracking', () => {
  const side = 32
  /** Noise, and the same moved; what comes in at the edges is new. */
  const noise = gaussians(side * side * 4, mulberry32(5))
  const shifted = (dx: number, dy: number): Features => {
    const values = gaussians(side * side * 4, mulberry32(6))
    for (let y = Math.max(0, dy); y < Math.min(side, side + dy); y++)
      for (let x = Math.max(0, dx); x < Math.min(side, side + dx); x++) {
        const start = 4 * ((y - dy) * side + x - dx)
        values.set(noise.subarray(start, start + 4), 4 * (y * side + x))
      }
    return { values, side, channels: 4 }
  }

  it.each([
    [3, -2],
    [-4, 4],
    [0, 0],
  ])('finds what moved by %i, %i', (dx, dy) => {
    const first = sampled(shifted(0, 0), [15, 14], side)
    expect(tracked(shifted(dx, dy), first, [15, 14], side)).toEqual([15 + dx, 14 + dy])
  })

  it('stays where everything is alike, and within the picture', () => {
    const even: Features = { values: new Float32Array(side * side * 4).fill(1), side, channels: 4 }
    const first = sampled(even, [0, 31], side)
    expect(tracked(even, first, [0, 31], side)).toEqual([0, 31])
  })

  it('takes a handle along until it has arrived', () => {
    const course = new Course([{ from: [10.2, 10], to: [15, 10] }], shifted(0, 0), side)
    expect([course.left, course.hasArrived]).toEqual([5, false])
    course.follow(shifted(2, 1))
    expect(course.places).toEqual([[12, 11]])
    course.follow(shifted(4, 0))
    expect([course.left, course.hasArrived]).toEqual([1, true])
  })
})

it('a handle pushes the pixels nearer than three, one pixel towards its target', () => {
  const handle = { from: [10, 20], to: [13, 24] } as const
  expect(directionOf(handle)).toEqual([0.6, 0.8])
  const { still, moved } = pushes([handle, { from: [5, 5], to: [5, 5.5] }])
  expect([pushedPixels, still.length, moved.length]).toEqual([25, 50, 50])
  expect([still[0], moved[0]]).toEqual([[10, 20], [10.6, 20.8]]) // prettier-ignore
  expect(still.slice(0, 25).every(([x, y]) => Math.hypot(x - 10, y - 20) < 3)).toBe(true)
  // Less than a pixel away it goes no further than that.
  expect(moved[25]).toEqual([5, 5.5])
})

it('a mask says by its share how much a place is to stay, to a mean of 20 over what is outside', () => {
  const sides = { picture: 4, features: 2 }
  expect(outsideOf(undefined, sides)).toEqual(new Float32Array(4))
  expect(outsideOf(new Uint8Array(16).fill(1), sides)).toEqual(new Float32Array(4))
  const mask = Uint8Array.from([0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0])
  // Four pixels of the first place and two of the last: 80 / 1.5, and half of it.
  expect([...outsideOf(mask, sides)].map((x) => Math.round(x * 1e4) / 1e4)).toEqual([53.3333, 0, 0, 26.6667])
})

it('leaves fine styles and what a model is told alone', () => {
  const style = movable({ ...defaultConfigs.stylegan, latentSize: 4 })
  expect([...style]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
  const told = movable({ ...defaultConfigs.cvae, latentSize: 2, conditions: ['a', 'b'] })
  expect([...told]).toEqual([1, 1, 0, 0])
})

it.each([
  [[], undefined, /1 to 8 points, not 0/],
  [[{ from: [1, 1], to: [99, 1] }], undefined, /must lie in the picture/],
  [[{ from: [NaN, 1], to: [9, 1] }], undefined, /must lie in the picture/],
  [[{ from: [1, 1], to: [9, 1] }], new Uint8Array(3), /has 4096 numbers, not 3/],
] as [{ from: Place; to: Place }[], Uint8Array | undefined, RegExp][])('refuses %j', (handles, mask, why) => {
  expect(() => requireHandles(handles, mask, 64)).toThrow(why)
})
