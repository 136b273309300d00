import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutTree } from './tree-layout'

/** A tree by the parent of each step; each parent comes earlier. */
const trees = fc
  .array(fc.nat(1000), { maxLength: 40 })
  .map((parents) => parents.map((parent, i) => ({ step: i + 1, parent: parent % (i + 1) })))

test('one way is one straight line', () => {
  const steps = [1, 2, 3].map((step) => ({ step, parent: step - 1 }))
  expect(layoutTree(steps, 1).map(({ column, lane }) => [column, lane])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ])
})

test('the way to the present state is straight; what was left lies below', () => {
  const steps = [
    { step: 1, parent: 0 },
    { step: 2, parent: 1 },
    { step: 3, parent: 1 },
  ]
  const laneOf = (current: number, step: number) => layoutTree(steps, current)[step - 1]!.lane
  expect([laneOf(2, 2), laneOf(2, 3)]).toEqual([0, 1])
  expect([laneOf(3, 2), laneOf(3, 3)]).toEqual([1, 0])
})

test('no two steps share a place, each is one column after the one before it, and the way to the present is straight', () => {
  fc.assert(
    fc.property(trees, fc.nat(40), (steps, wanted) => {
      const current = steps.length === 0 ? 0 : wanted % (steps.length + 1)
      const places = layoutTree(steps, current)
      expect(new Set(places.map(({ column, lane }) => `${column}/${lane}`)).size).toBe(steps.length)
      for (const { parent, column } of places)
        expect(column).toBe(parent === 0 ? 1 : places[parent - 1]!.column + 1)
      for (let at = current; at !== 0; at = steps[at - 1]!.parent) expect(places[at - 1]!.lane).toBe(0)
    }),
  )
})
