import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indicesOf, isPacked, maskOf, packIndices, packMask } from './indices'

test('few are told as runs, many scattered ones as signs', () => {
  expect(packIndices([7, 3, 4, 5], 1000)).toBe('3-5,7')
  expect(packIndices([], 1000)).toBe('')
  const everyOther = Array.from({ length: 500 }, (_, i) => 2 * i)
  expect(packIndices(everyOther, 1000)).toMatch(/^:V{166}/)
})

test('what is packed comes back, and is a text that files may hold', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (wanted) => {
      const mask = Uint8Array.from(wanted, Number)
      const packed = packMask(mask)
      expect([...maskOf(packed, mask.length)]).toEqual([...mask])
      expect(isPacked(packed)).toBe(true)
      expect(packIndices(indicesOf(packed, mask.length), mask.length)).toBe(packed)
    }),
  )
})

test('a million random ones take a sixth of a byte each', () => {
  const mask = Uint8Array.from({ length: 1_000_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 1)
  const packed = packMask(mask)
  expect(packed.length).toBeLessThan(170_000)
  expect(maskOf(packed, mask.length).every((value, i) => value === mask[i])).toBe(true)
})

test.each([
  '3-',
  '-',
  ',',
  '1,,2',
  '1 2',
  'a',
  '1e9',
  '9999999999',
  ':=',
  ':A A',
  `:${'A'.repeat(3_000_000)}`,
])('a file must not hold %.12s', (text) => expect(isPacked(text)).toBe(false))

test('images that there are not are left out', () => {
  expect(indicesOf('2-999999999', 4)).toEqual([2, 3])
  expect(indicesOf('9,1', 4)).toEqual([1])
  expect(indicesOf(':////', 4)).toEqual([0, 1, 2, 3])
})
