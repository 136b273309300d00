import { expect, test } from 'vitest'
import { scaled, within } from './zoom'

const whole = [0, 100] as const

test('what lies under the cursor stays there', () => {
  expect(scaled(whole, whole, 25, 0.5)).toEqual([12.5, 62.5])
  expect(scaled([10, 20], whole, 20, 2)).toEqual([0, 20])
})

test('nothing beyond the data is shown, and all of them is no zoom', () => {
  expect(scaled([0, 40], whole, 40, 2)).toEqual([0, 80])
  expect(scaled([60, 100], whole, 60, 2)).toEqual([20, 100])
  expect(scaled([10, 70], whole, 50, 2)).toBeUndefined()
})

test('a range may be drawn from either end, and is never so narrow that nothing is in it', () => {
  expect(within([70, 30], whole)).toEqual([30, 70])
  expect(within([50, 50], whole)).toEqual([50, 50.1])
})
