import { expect, test } from 'vitest'
import { conditionsFrom } from './conditions'

const attributes = [
  { name: 'smile', kind: 'binary' as const, values: Float32Array.of(0, 1, NaN) },
  { name: 'age', kind: 'number' as const, values: Float32Array.of(20, 30, 60) },
  { name: 'same', kind: 'number' as const, values: Float32Array.of(5, 5, NaN) },
]

test('no and yes are -1 and 1, numbers lie between, and what is not known is 0', () => {
  const { size, values } = conditionsFrom(attributes, ['age', 'smile'], 3)
  expect(size).toBe(2)
  expect(Array.from(values)).toEqual([-1, -1, -0.5, 1, 1, 0])
})

test('a label that is the same everywhere says nothing', () => {
  expect(Array.from(conditionsFrom(attributes, ['same'], 3).values)).toEqual([0, 0, 0])
})

test('a label that the pictures do not have is named', () => {
  expect(() => conditionsFrom(attributes, ['hat'], 3)).toThrow('the pictures have no label "hat"')
})
