import { expect, test } from 'vitest'
import { mulberry32 } from '../../../../core/random/random'
import {
  boxOf,
  contentPx,
  gapPx,
  layoutOf,
  placeAt,
  placesWithin,
  rowsInView,
  scrollTo,
  sheetPx,
  steppedBy,
  topOf,
  topToShow,
} from './layout'

const random = mulberry32(7)
const below = (most: number) => Math.floor(random() * most)

test('pictures lie side by side within the width, each found where it lies and nowhere between', () => {
  for (let round = 0; round < 200; round++) {
    const [count, width, side] = [1 + below(5000), 60 + below(1500), 24 + below(150)]
    const layout = layoutOf(count, width, side)
    const place = below(count)
    const { left, top, right, bottom } = boxOf(place, layout)
    expect(right + gapPx).toBeLessThanOrEqual(Math.max(width, right - left + 2 * gapPx))
    expect(bottom + gapPx).toBeLessThanOrEqual(contentPx(layout))
    expect(placeAt(left, top, layout)).toBe(place)
    expect(placeAt(right, bottom, layout)).toBe(place)
    expect(placeAt(left - 2, top, layout)).toBeUndefined()
    expect(placeAt(left, bottom + 2, layout)).toBeUndefined()
  }
})

test('a box takes exactly the pictures that it touches', () => {
  for (let round = 0; round < 100; round++) {
    const layout = layoutOf(1 + below(400), 100 + below(600), 24 + below(60))
    const [x, y] = [random() * 700 - 50, random() * 500 - 50]
    const box = { left: x, top: y, right: x + random() * 300, bottom: y + random() * 300 }
    const touched = Array.from({ length: layout.count }, (_, place) => place).filter((place) => {
      const { left, top, right, bottom } = boxOf(place, layout)
      return left <= box.right && box.left <= right && top <= box.bottom && box.top <= bottom
    })
    expect(placesWithin(box, layout)).toEqual(touched)
  }
})

test('the rows in view are those that are seen, and few, whatever the number of pictures', () => {
  const layout = layoutOf(3_000_000, 300, 128)
  expect(sheetPx(layout)).toBeLessThan(contentPx(layout))
  const end = topOf(sheetPx(layout) - 700, 700, layout)
  expect(end).toBeCloseTo(contentPx(layout) - 700, 3)
  expect(rowsInView(end, 700, layout)[1]).toBe(layout.rows)
  for (let round = 0; round < 100; round++) {
    const top = random() * (contentPx(layout) - 700)
    expect(topOf(scrollTo(top, 700, layout), 700, layout)).toBeCloseTo(top, 3)
    const [first, end] = rowsInView(top, 700, layout)
    expect(end - first).toBeLessThanOrEqual(Math.ceil(700 / layout.pitchPx) + 1)
    expect(placesWithin({ left: 0, right: 300, top, bottom: top + 699.9 }, layout)[0]).toBe(
      first * layout.columns,
    )
  }
})

test('keys walk the grid and stay in it, and what they reach comes into view', () => {
  const layout = layoutOf(23, 5 * 54 + gapPx, 50)
  expect(layout.columns).toBe(5)
  const from7 = (key: string) => steppedBy(key, 7, 2, layout)
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map(from7)).toEqual([6, 8, 2, 12])
  expect(['PageUp', 'PageDown', 'Home', 'End'].map(from7)).toEqual([0, 17, 0, 22])
  expect(steppedBy('ArrowUp', 3, 2, layout)).toBe(3)
  expect(steppedBy('ArrowDown', 21, 2, layout)).toBe(21)
  expect(from7('a')).toBeUndefined()
  const { top, bottom } = boxOf(12, layout)
  expect(topToShow(12, 0, 100, layout)).toBe(bottom + gapPx - 100)
  expect(topToShow(12, 1000, 100, layout)).toBe(top - gapPx)
  expect(topToShow(12, top - 20, 100, layout)).toBe(top - 20)
})
