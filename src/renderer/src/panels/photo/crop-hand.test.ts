import { expect, test } from 'vitest'
import { dragged, keyed, zoomed } from './crop-hand'

const crop = { x: 100, y: 50, size: 40, angle: 0 }

test('the square goes with the hand', () => {
  expect(dragged(crop, 'move', { x: 3, y: 4 }, { x: 10, y: 2 })).toEqual({ ...crop, x: 107, y: 48 })
})

test('a corner twice as far away makes it twice as large, about its middle', () => {
  expect(dragged(crop, 'size', { x: 120, y: 70 }, { x: 140, y: 90 })).toEqual({ ...crop, size: 80 })
})

test('a quarter round turns it by a quarter', () => {
  const { angle } = dragged(crop, 'turn', { x: 100, y: 20 }, { x: 130, y: 50 })
  expect(angle).toBeCloseTo(Math.PI / 2)
})

test('keys move by shares of the square, size it and turn it; others are left to others', () => {
  expect(keyed(crop, 'ArrowLeft', false)?.x).toBeCloseTo(99.6)
  expect(keyed(crop, 'ArrowDown', true)?.y).toBeCloseTo(54)
  expect(keyed(crop, '+', false)!.size).toBeLessThan(40)
  expect(keyed(keyed(crop, ']', false)!, '[', false)).toEqual(crop)
  expect(keyed(crop, 'a', false)).toBeUndefined()
})

test('a wheel cannot make it leap', () => {
  expect(zoomed(crop, -1e6).size).toBeGreaterThan(30)
  expect(zoomed(crop, 1e6).size).toBeLessThan(50)
})
