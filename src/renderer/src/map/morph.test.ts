import { expect, test } from 'vitest'
import { pointsWithin, rectangleOf } from './lasso'
import { computeLevels } from './levels'
import { inSpace, Morph } from './morph'
import { Projection } from './projection'
import { nearestTo, neighbourOf } from './walking'

test('points that are sent elsewhere on their way go on from where they are', () => {
  const mix = { value: 1 }
  const morph = new Morph(mix)
  expect(morph.start(Float32Array.of(0, 0, 0, 10, 10, 0))).toBe(false)
  expect(morph.at(1)).toEqual({ x: 10, y: 10, z: 0 })
  expect(morph.start(Float32Array.of(8, 0, 4, 10, 30, 0))).toBe(true)
  expect([mix.value, morph.at(1).y]).toEqual([0, 10])
  morph.advance(0.25)
  expect([morph.at(0), morph.at(1)]).toEqual([
    { x: 2, y: 0, z: 1 },
    { x: 10, y: 15, z: 0 },
  ])
  morph.start(new Float32Array(6))
  expect(morph.from).toEqual(Float32Array.of(2, 0, 1, 10, 15, 0))
  morph.advance(1)
  expect(morph.at(1)).toEqual({ x: 0, y: 0, z: 0 })
})

test('another number of points is there at once', () => {
  const mix = { value: 0.5 }
  const morph = new Morph(mix)
  morph.start(Float32Array.of(1, 2, 3))
  expect(morph.start(Float32Array.of(1, 2, 3, 4, 5, 6))).toBe(false)
  expect([mix.value, morph.count, morph.at(1)]).toEqual([1, 2, { x: 4, y: 5, z: 6 }])
})

test('a flat map lies in space at height 0', () => {
  expect(inSpace(Float32Array.of(1, 2, 3, 4), 2)).toEqual(Float32Array.of(1, 2, 0, 3, 4, 0))
  const deep = Float32Array.of(1, 2, 3)
  expect(inSpace(deep, 3)).toBe(deep)
})

test('hiding puts points nowhere, so that neither outline, walk nor thumbnail finds them, until all are shown', () => {
  const morph = new Morph({ value: 1 })
  morph.start(Float32Array.of(0, 0, 0, 1, 0, 0, 2, 0, 0))
  morph.hide(Uint8Array.of(0, 1, 0))
  expect([morph.isHidden(0), morph.isHidden(1), morph.isHidden(7)]).toEqual([false, true, false])
  expect(nearestTo({ x: 1.1, y: 0 }, morph.seen)).toBe(2)
  expect(neighbourOf(0, { x: 1, y: 0 }, morph.seen)).toBe(2)
  expect([...computeLevels(morph.seen, 3, 2, 1).order].sort()).toEqual([0, 2])
  const all = new Projection(
    { centreInMap: { x: 1, y: 0, z: 0 }, heightInMap: 4, yaw: 0, pitch: 0, openness: 0 },
    { width: 400, height: 400 },
  )
  expect([...pointsWithin(rectangleOf({ x: 0, y: 0 }, { x: 400, y: 400 }), morph.seen, all)]).toEqual([0, 2])
  morph.start(Float32Array.of(5, 0, 0, 1, 0, 0, 2, 0, 0))
  expect([morph.seen[0], morph.seen[3]]).toEqual([5, NaN])
  morph.hide(undefined)
  expect(morph.seen).toBe(morph.to)
})
