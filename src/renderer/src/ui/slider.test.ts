import { expect, test } from 'vitest'
import { limited, outlineOf, snapped, stepOf, wordsOf } from './slider'

const reach = { min: -4, max: 4, safe: [-2.57, 1.83], rest: 0 } as const

test('a drag lands on tenths, and on hundredths with Shift', () => {
  expect(snapped(1.8234, false)).toBe(1.8)
  expect(snapped(1.8234, true)).toBe(1.82)
  expect(Object.is(snapped(-0.001, false), 0)).toBe(true)
})

test('arrow keys step a tenth without the dust of floating point, and stay within the ends', () => {
  const press = (key: string, value: number, shiftKey = false) => stepOf({ key, shiftKey }, value, reach)
  expect(press('ArrowRight', 0.2)).toBe(0.3)
  expect(press('ArrowLeft', 0.1, true)).toBe(0.09)
  expect(press('PageUp', 3.5)).toBe(4)
  expect(press('Delete', 3.5)).toBe(0)
  expect(press('a', 3.5)).toBeUndefined()
  expect(stepOf({ key: 'Delete', shiftKey: false }, 1, { ...reach, rest: -0.873 })).toBe(-0.873)
  expect(limited(-9, -4, 4)).toBe(-4)
})

test('Home and End stop at the last safe tenth, then at the ends', () => {
  const press = (key: string, value: number) => stepOf({ key, shiftKey: false }, value, reach)
  expect([press('End', 0), press('End', 1.8), press('End', 3)]).toEqual([1.8, 4, 4])
  expect([press('Home', 0), press('Home', -2.5), press('Home', 3)]).toEqual([-2.5, -4, -2.5])
})

test('a value is told with its sign', () => {
  expect([1.8, -0.35, 0].map(wordsOf)).toEqual(['+1.8', '−0.35', '0.0'])
})

test('the outline of a histogram is as high as its highest bin', () => {
  expect(outlineOf([0, 2])).toBe('M0 10L0 10H50L50 0H100L100 10Z')
})
