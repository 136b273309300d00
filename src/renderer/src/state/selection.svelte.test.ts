import { expect, test } from 'vitest'
import { Selection } from './selection.svelte'

test('many are taken together, one by one or all at once, and let go', () => {
  const selection = new Selection()
  selection.replace([3, 1])
  selection.add([1, 5])
  expect([...selection.indices]).toEqual([3, 1, 5])
  selection.toggle([1, 9])
  expect([...selection.indices]).toEqual([3, 5, 9])
  selection.replace([7])
  expect(selection.count).toBe(1)
  const before = selection.indices
  selection.clear()
  expect(selection.count).toBe(0)
  // Whoever holds the set of before sees no change in it.
  expect([...before]).toEqual([7])
})
