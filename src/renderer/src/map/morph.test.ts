import { expect, test } from 'vitest'
import { Morph } from './morph'

test('points that are sent elsewhere on their way go on from where they are', () => {
  const mix = { value: 1 }
  const morph = new Morph(mix)
  expect(morph.start(Float32Array.of(0, 0, 10, 10))).toBe(false)
  expect(morph.at(1)).toEqual({ x: 10, y: 10 })
  expect(morph.start(Float32Array.of(8, 0, 10, 30))).toBe(true)
  expect([mix.value, morph.at(1).y]).toEqual([0, 10])
  morph.advance(0.25)
  expect([morph.at(0), morph.at(1)]).toEqual([
    { x: 2, y: 0 },
    { x: 10, y: 15 },
  ])
  morph.start(Float32Array.of(0, 0, 0, 0))
  expect(morph.from).toEqual(Float32Array.of(2, 0, 10, 15))
  morph.advance(1)
  expect(morph.at(1)).toEqual({ x: 0, y: 0 })
})

test('another number of points is there at once', () => {
  const mix = { value: 0.5 }
  const morph = new Morph(mix)
  morph.start(Float32Array.of(1, 2))
  expect(morph.start(Float32Array.of(1, 2, 3, 4))).toBe(false)
  expect([mix.value, morph.count, morph.at(1)]).toEqual([1, 2, { x: 3, y: 4 }])
})
