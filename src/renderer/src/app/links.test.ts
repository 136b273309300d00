import { expect, test } from 'vitest'
import { linkedImages, someOf } from './links'

test('without lines only the selected image is joined', () => {
  expect(linkedImages(false, new Set([4, 5]), [1, 2], 7)).toEqual([7])
  expect(linkedImages(false, new Set(), [1, 2], undefined)).toEqual([])
})

test('lines join those that are marked, or some of all, and the selected one once', () => {
  expect(linkedImages(true, new Set([4, 5]), [1, 2], 5)).toEqual([4, 5])
  expect(linkedImages(true, new Set(), [1, 2], 5)).toEqual([1, 2, 5])
  expect(linkedImages(true, new Set(Array(1000).keys()), [], 2000)).toHaveLength(301)
})

test('the same few are chosen each time, each once, and no more than there are', () => {
  expect(someOf(3000)).toEqual(someOf(3000))
  expect(new Set(someOf(3000)).size).toBe(80)
  expect(someOf(5).sort()).toEqual([0, 1, 2, 3, 4])
})
