import { expect, test } from 'vitest'
import { kindOf, mentionOf, nameOf, titleOf } from './image-words'

const guests = [
  { image: 200, name: 'Grandmother', kind: 'photo' as const },
  { image: 202, name: 'Child', kind: 'mix' as const, parents: [200, 12] },
]

test('an image of the data is called by its number, one beside them by its name', () => {
  expect([12, 200].map((image) => titleOf(image, guests))).toEqual(['Image 12', 'Grandmother'])
  expect([12, 200].map((image) => mentionOf(image, guests))).toEqual(['image 12', '"Grandmother"'])
  expect(titleOf(200)).toBe('Image 200')
  expect([12, 200].map((image) => nameOf([], image, guests))).toEqual(['Image 12', 'Grandmother'])
})

test('what a picture was made of is said, with the names of its parents', () => {
  expect(guests.map((guest) => kindOf(guest, guests))).toEqual(['Photo', 'Mix of "Grandmother" and image 12'])
  expect(kindOf({ kind: 'sample' }, guests)).toBe('Random picture')
  const three = { kind: 'mix' as const, parents: [1, 2, 200] }
  expect(kindOf(three, guests)).toBe('Mix of image 1, image 2, and "Grandmother"')
})
