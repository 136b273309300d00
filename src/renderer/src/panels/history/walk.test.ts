import { expect, test } from 'vitest'
import { neighbourIn } from './walk'

/** 1 - 2 - 3, and 4 and 5 beside 2. */
const places = [
  { step: 1, parent: 0, column: 1, lane: 0 },
  { step: 2, parent: 1, column: 2, lane: 0 },
  { step: 3, parent: 2, column: 3, lane: 0 },
  { step: 4, parent: 1, column: 2, lane: 1 },
  { step: 5, parent: 1, column: 2, lane: 2 },
]
const from = (at: number, key: string) => neighbourIn(places, at, key)

test('left is before, right is after, along the lane if it goes on', () => {
  expect([from(3, 'ArrowLeft'), from(1, 'ArrowLeft'), from(0, 'ArrowLeft')]).toEqual([2, 0, undefined])
  expect([from(0, 'ArrowRight'), from(1, 'ArrowRight'), from(3, 'ArrowRight')]).toEqual([1, 2, undefined])
})

test('up and down are the next branches of the same column', () => {
  expect([from(2, 'ArrowDown'), from(5, 'ArrowUp'), from(5, 'ArrowDown')]).toEqual([4, 4, undefined])
  expect(from(2, 'a')).toBeUndefined()
})
