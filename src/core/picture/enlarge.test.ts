import { expect, test } from 'vitest'
import { reference } from '../fixtures/enlarge.fixture'
import { enlargements, openEnlarger } from './enlarge'

test.each(enlargements)('%s is what Pillow makes of it', (how) => {
  const got = openEnlarger(reference, reference.to, how)(Uint8Array.from(reference.pixels))
  const wanted = reference.by[how]
  expect(got).toHaveLength(wanted.length)
  // Halves may be rounded either way.
  got.forEach((value, i) =>
    expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(how === 'nearest' ? 0 : 1),
  )
})

test('pictures that lie at odd places of a buffer are enlarged as others are', () => {
  const pixels = Uint8Array.from(reference.pixels)
  const odd = new Uint8Array(pixels.length + 1)
  odd.set(pixels, 1)
  const enlarge = openEnlarger(reference, reference.to, 'nearest')
  expect([...enlarge(odd.subarray(1))]).toEqual([...enlarge(pixels)])
})
