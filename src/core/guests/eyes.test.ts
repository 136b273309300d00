import { expect, test } from 'vitest'
import { cropFixture } from '../fixtures/crop.fixture'
import { cropped } from '../picture/crop'
import type { DatasetRecord } from '../records/dataset'
import { cropOnEyes, eyesOf, type Eyes } from './eyes'

const placeAt = ([x = NaN, y = NaN]: readonly number[] = []) => ({ x, y })
const eyesAt = ([left, right]: readonly (readonly number[])[]): Eyes => ({
  left: placeAt(left),
  right: placeAt(right),
})

test('level eyes by hand: as far apart as wanted, and at their height', () => {
  const eyes = eyesAt([
    [100, 200],
    [156, 200],
  ])
  const crop = cropOnEyes(eyes, { left: { x: 0.36, y: 0.42 }, right: { x: 0.64, y: 0.42 } })
  expect(crop.size).toBeCloseTo(200, 10)
  expect(crop.x).toBeCloseTo(128, 10)
  expect(crop.y).toBeCloseTo(216, 10)
  expect(crop.angle).toBeCloseTo(0, 10)
})

test.each(cropFixture.cases)('as numpy finds it: size %#', ({ eyes, wanted, size, places }) => {
  const crop = cropOnEyes(eyesAt(eyes), eyesAt(wanted))
  expect(crop.size).toBeCloseTo(size, 6)
  const corners = [
    [0, 0],
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
  ]
  corners.forEach(([u = 0, v = 0], i) => {
    const [cos, sin] = [Math.cos(crop.angle) * crop.size, Math.sin(crop.angle) * crop.size]
    expect(crop.x + cos * u - sin * v).toBeCloseTo(places[i]![0]!, 6)
    expect(crop.y + sin * u + cos * v).toBeCloseTo(places[i]![1]!, 6)
  })
})

test('eyes that are marked in a picture are where they were wanted in its crop', () => {
  const picture = { width: 100, height: 100, rgb: new Uint8Array(30_000) }
  const mark = (x: number, y: number, channel: number): void => {
    for (let i = -5; i < 5; i++)
      for (let j = -5; j < 5; j++) picture.rgb[3 * ((y + j) * 100 + x + i) + channel] = 255
  }
  mark(30, 40, 0)
  mark(60, 60, 1)
  const eyes = eyesAt([
    [30, 40],
    [60, 60],
  ])
  const out = cropped(
    picture,
    cropOnEyes(eyes, { left: { x: 0.25, y: 0.5 }, right: { x: 0.75, y: 0.5 } }),
    32,
  )
  expect([out[3 * (16 * 32 + 8)], out[3 * (16 * 32 + 24) + 1]]).toEqual([255, 255])
})

test('pictures of drawn faces have eyes, shapes have none, and imported ones as their words say', () => {
  const imported = (folderName: string, labels: string[] = []): DatasetRecord =>
    ({
      name: 'Mine',
      source: { kind: 'folder', folderName },
      attributes: labels.map((name) => ({ name, kind: 'binary', known: 2 })),
    }) as unknown as DatasetRecord
  const drawn = (preset: 'faces' | 'factors'): DatasetRecord =>
    ({ name: '', source: { kind: 'builtin', preset, seed: 1 }, attributes: [] }) as unknown as DatasetRecord
  expect(eyesOf(drawn('faces'))?.left.x).toBeCloseTo(0.33)
  expect(eyesOf(drawn('factors'))).toBeUndefined()
  expect(eyesOf(imported('my_faces'))).toBeDefined()
  expect(eyesOf(imported('photos', ['Smiling']))).toBeDefined()
  expect(eyesOf(imported('letters', ['serif']))).toBeUndefined()
  // A person knows better.
  expect(eyesOf({ ...imported('letters'), isOfFaces: true })).toBeDefined()
  expect(eyesOf({ ...imported('my_faces'), isOfFaces: false })).toBeUndefined()
})
