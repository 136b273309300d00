import { expect, test } from 'vitest'
import type { EditSpace } from '../editing/evaluate'
import type { GridRecord } from '../records/grid'
import { slerp } from '../space/slerp'
import { analogyOf, analogySteps, codesOfGrid } from './grid'

const space: EditSpace = {
  count: 4,
  latentSize: 3,
  mu: Float32Array.of(1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 1, 1),
  config: { kind: 'vae', latentSize: 3 } as EditSpace['config'],
  concepts: [
    { id: 'smile', direction: [1, 0, 0], unitLength: 2 },
    { id: 'hat', direction: [0, 1, 0], unitLength: 1 },
  ],
}
const face = (image: number) => ({ image, operations: [] })
const grid = (wanted: Partial<GridRecord>): GridRecord => ({
  version: 1,
  kind: 'amounts',
  faces: [face(0), face(3)],
  conceptIds: ['smile', 'hat'],
  amounts: [-1, 0, 2],
  ...wanted,
})
const plain = (codes: Float32Array[][]): number[][][] => codes.map((row) => row.map((code) => [...code]))

test('a row is a face, a column an amount', () => {
  expect(plain(codesOfGrid(grid({}), space))).toEqual([
    [
      [-1, 0, 0],
      [1, 0, 0],
      [5, 0, 0],
    ],
    [
      [-1, 1, 1],
      [1, 1, 1],
      [5, 1, 1],
    ],
  ])
})

test('of two concepts the first grows to the right, the second upwards', () => {
  const codes = plain(codesOfGrid(grid({ kind: 'concepts' }), space))
  expect(codes[0]![2]).toEqual([5, 2, 0])
  expect(codes[2]![0]).toEqual([-1, -1, 0])
})

test('an analogy has its four corners, and arcs between them', () => {
  const faces = [face(0), face(1), face(2)]
  const codes = codesOfGrid(grid({ kind: 'analogy', faces }), space)
  const [a, b, c] = [0, 1, 2].map((i) => space.mu.subarray(3 * i, 3 * i + 3))
  const last = analogySteps - 1
  expect([codes[0]![0], codes[0]![last], codes[last]![0]]).toEqual(
    [a, b, c].map((code) => Float32Array.from(code!)),
  )
  expect(codes[last]![last]).toEqual(analogyOf(a!, b!, c!))
  expect([...analogyOf(a!, b!, c!)]).toEqual([-1, 2, 3])
  expect(codes[0]![2]).toEqual(slerp(a!, b!, 0.5))
})

test('without what it needs a grid is empty', () => {
  expect(codesOfGrid(grid({ kind: 'analogy' }), space)).toEqual([])
  expect(codesOfGrid(grid({ conceptIds: [] }), space)).toEqual([])
  expect(codesOfGrid(grid({ kind: 'concepts', conceptIds: ['smile'] }), space)).toEqual([])
})
