import { expect, test } from 'vitest'
import { singly } from './singly'

test('each picture stands by itself: what becomes of one leaves the others', () => {
  const all = { width: 1, height: 1, count: 2, rgba: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }
  const [first, second] = singly(all)
  first!.rgba.fill(0)
  expect(second).toEqual({ width: 1, height: 1, count: 1, rgba: Uint8Array.of(5, 6, 7, 8) })
  expect(all.rgba[0]).toBe(1)
})
