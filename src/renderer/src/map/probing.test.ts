import { expect, test } from 'vitest'
import { Probing } from './probing'

/** A map at one unit a pixel with image 7 at (10, 10), whose thumbnail is 30 pixels large. */
function makeProbing() {
  const told: string[] = []
  const place = { x: 10, y: 10, z: 0 }
  const probing = new Probing({
    pick: ({ x, y }) =>
      Math.max(Math.abs(x - 10), Math.abs(y - 10)) < 15 ? { index: 7, pointInMap: place } : undefined,
    placeUnder: ({ x, y }) => ({ x, y, z: 0 }),
    placeOf: () => place,
    screenFromMap: ({ x, y }) => ({ x, y }),
    probe: ({ x, y }, index) => told.push(`${x},${y} ${index ?? 'map'}`),
    endProbe: () => told.push('end'),
  })
  return { probing, told }
}

test('while Space is held, what lies under the pointer is looked at', () => {
  const { probing, told } = makeProbing()
  probing.moveTo({ x: 100, y: 50 })
  expect(told).toEqual([])
  expect(probing.press()).toBe(true)
  probing.press()
  probing.moveTo({ x: 90, y: 50 })
  probing.release()
  probing.moveTo({ x: 80, y: 50 })
  probing.release()
  expect(told).toEqual(['100,50 map', '90,50 map', 'end'])
})

test('on the middle of a point it is the point itself, beside it what surrounds it', () => {
  const { probing, told } = makeProbing()
  probing.moveTo({ x: 12, y: 11 })
  probing.press()
  probing.moveTo({ x: 20, y: 11 })
  expect(told).toEqual(['12,11 7', '20,11 map'])
})

test('by keyboard it is the point that one has walked to, and nothing without one', () => {
  const { probing, told } = makeProbing()
  expect(probing.press()).toBe(false)
  probing.moveTo(7)
  expect(probing.press()).toBe(true)
  expect(told).toEqual(['10,10 7'])
})
