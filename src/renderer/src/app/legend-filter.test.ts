import { expect, test } from 'vitest'
import { rangeShown, sharesOf, withOnly, withRange, withToggled } from './legend-filter'

const classes = Float32Array.of(0, 1, 0, 2, 1)
const mask = (...bits: number[]) => Uint8Array.from(bits)

test('a class is hidden and shown without touching the others', () => {
  const hidden = withToggled(classes, mask(0, 0, 0, 1, 0), 0)
  expect(hidden).toEqual(mask(1, 0, 1, 1, 0))
  expect(sharesOf(classes, hidden, 3)).toEqual([
    { total: 2, shown: 0 },
    { total: 2, shown: 2 },
    { total: 1, shown: 0 },
  ])
  expect(withToggled(classes, hidden, 0)).toEqual(mask(0, 0, 0, 1, 0))
  // Of a class that is shown in part, the rest goes.
  expect(withToggled(classes, mask(1, 0, 0, 0, 0), 0)).toEqual(mask(1, 0, 1, 0, 0))
})

test('a class is shown alone, as far as it was shown, and the others come back', () => {
  const alone = withOnly(classes, mask(0, 1, 0, 0, 0), 1)
  expect(alone).toEqual(mask(1, 1, 1, 1, 0))
  expect(withOnly(classes, alone, 1)).toEqual(mask(0, 1, 0, 0, 0))
  // One that is hidden comes out whole.
  expect(withOnly(classes, mask(1, 0, 1, 0, 0), 0)).toEqual(mask(0, 1, 0, 1, 1))
})

const amounts = Float32Array.of(0.1, 0.5, NaN, 0.9, 0.7)

test('a range hides what is beyond it, and what is not known as soon as an end is drawn in', () => {
  const narrow = withRange(amounts, undefined, [0.5, Infinity])
  expect(narrow).toEqual(mask(1, 0, 1, 0, 0))
  expect(rangeShown(amounts, narrow)).toEqual([amounts[1], amounts[3]])
  expect(withRange(amounts, narrow, [-Infinity, Infinity])).toEqual(mask(0, 0, 0, 0, 0))
})

test('what was hidden within the range for another reason stays hidden when the range widens', () => {
  const hidden = mask(1, 0, 1, 0, 1)
  expect(withRange(amounts, hidden, [-Infinity, Infinity])).toEqual(mask(0, 0, 0, 0, 1))
  expect(rangeShown(amounts, mask(1, 1, 1, 1, 1))).toBeUndefined()
  expect(withRange(amounts, mask(1, 1, 1, 1, 1), [0.5, 0.8])).toEqual(mask(1, 0, 1, 1, 0))
})
