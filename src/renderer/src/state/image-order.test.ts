import { expect, test } from 'vitest'
import { mulberry32 } from '../../../core/random/random'
import { orderOf, squaredDistances } from './image-order'

/** As a comparison sorts them. */
function expected(amounts: Float32Array, hidden: Uint8Array, sign: number): number[] {
  const isUnknown = (i: number) => Number(Number.isNaN(amounts[i]))
  return Array.from(amounts, (_, i) => i)
    .filter((i) => !hidden[i])
    .sort((a, b) => isUnknown(a) - isUnknown(b) || sign * (amounts[a]! - amounts[b]!) || a - b)
}

test('images go by their amount, up or down, whatever its sign; those without one come last', () => {
  const random = mulberry32(3)
  const special = [0, -0, Infinity, -Infinity, 1e-40, -1e-40, 0.5]
  for (let round = 0; round < 40; round++) {
    const draw = () => (random() < 0.3 ? special[Math.floor(random() * special.length)]! : random() * 4 - 2)
    const amounts = Float32Array.from({ length: 200 }, () => (random() < 0.1 ? NaN : draw()))
    const hidden = Uint8Array.from(amounts, () => Number(random() < 0.2))
    expect([...orderOf(200, amounts, hidden)]).toEqual(expected(amounts, hidden, 1))
    expect([...orderOf(200, amounts, hidden, true)]).toEqual(expected(amounts, hidden, -1))
  }
})

test('without amounts they go by number', () => {
  expect([...orderOf(4, undefined, Uint8Array.of(0, 1, 0, 0))]).toEqual([0, 2, 3])
  expect([...orderOf(3, undefined, undefined, true)]).toEqual([2, 1, 0])
})

test('the nearest code comes first', () => {
  const codes = Float32Array.of(3, 4, 0, 1, 1, 1)
  const distances = squaredDistances(codes, Float32Array.of(0, 0))
  expect([...distances]).toEqual([25, 1, 2])
  expect([...orderOf(3, distances, undefined)]).toEqual([1, 2, 0])
})
