import { expect, test } from 'vitest'
import type { Operation } from '../records/edit'
import { defaultConfigs } from '../records/training'
import { evaluateEdit, type EditSpace } from './evaluate'
import { keptOf, withAmount, withKept } from './operations'

const space: EditSpace = {
  config: { ...defaultConfigs.vae, latentSize: 2 },
  concepts: [
    { id: 'long', direction: [Math.SQRT1_2, Math.SQRT1_2], unitLength: 3 },
    { id: 'beard', direction: [0.6, 0.8], boundary: [0, 1], unitLength: 1 },
  ],
  mu: Float32Array.of(0, 9, 2, -9, 4, 0),
  count: 3,
  latentSize: 2,
}
const code = Float32Array.of(0, 0)
const evaluate = (operations: readonly Operation[]): number[] => [...evaluateEdit(code, operations, space)]

test('what is kept stays on its side of its boundary, and a unit is that of the data', () => {
  const operations = withAmount([], 'long', 1.5, ['beard', 'long'])
  expect(operations).toEqual([{ kind: 'concept', conceptId: 'long', amount: 1.5, keep: ['beard'] }])
  expect(evaluate(operations)).toEqual([3, 0])
  expect(evaluate(operations)).toEqual(evaluate(operations))
})

test('other codes or concepts are never answered from memory', () => {
  const operations = withAmount([], 'long', 1, ['beard'])
  const wider = { ...space, mu: space.mu.map((x) => 2 * x) }
  expect([...evaluateEdit(code, operations, wider)]).toEqual([4, 0])
  expect(evaluate(operations)).toEqual([2, 0])
  const turned = { ...space, concepts: [space.concepts[0]!, { ...space.concepts[1]!, boundary: [1, 0] }] }
  expect(evaluateEdit(code, operations, turned)[0]).toBe(0)
})

test('a pin is one change of the whole edit, and the order of concepts still makes no difference', () => {
  const both = withAmount(withAmount([], 'long', 1), 'beard', 2)
  const kept = withKept(both, ['beard'])
  expect(keptOf(kept)).toEqual(['beard'])
  expect(keptOf(both)).toEqual([])
  expect(keptOf([])).toBeUndefined()
  expect(withKept(kept, [])).toEqual(both)
  expect(evaluate([...kept].reverse())).toEqual(evaluate(kept))
})

test('nothing is left of a concept that is wholly what is kept: it changes nothing', () => {
  const same = { ...space, concepts: [...space.concepts, { id: 'twin', direction: [0, 1], unitLength: 1 }] }
  expect([...evaluateEdit(code, withAmount([], 'twin', 2, ['beard']), same)]).toEqual([0, 0])
})
