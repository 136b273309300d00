import { expect, test } from 'vitest'
import { amountAt, lastPlace, placeOf } from './scale-field'

test('the ends are nothing and a hundred, and there is a place for each usual weight', () => {
  expect([amountAt(0), amountAt(1), amountAt(lastPlace)]).toEqual([0, 0.01, 100])
  for (const weight of [0, 0.1, 0.3, 1, 4, 10])
    expect(Math.abs(amountAt(placeOf(weight)) - weight)).toBeLessThanOrEqual(0.07 * weight)
})

test('each place gives another amount, which leads back to it', () => {
  for (let place = 0; place <= lastPlace; place++) {
    expect(amountAt(place + 1) > amountAt(place) || place === lastPlace).toBe(true)
    expect(Math.abs(placeOf(amountAt(place)) - place)).toBeLessThanOrEqual(1)
  }
})
