import { expect, test } from 'vitest'
import type { Operation } from '../records/edit'
import { defaultConfigs, type TrainingConfig } from '../records/training'
import { codeOf, evaluateEdit, type EditSpace } from './evaluate'
import {
  mixOf,
  ownOffsetOf,
  truncationOf,
  withAmount,
  withCondition,
  withMix,
  withMove,
  withOwnOffset,
  withTruncation,
} from './operations'

/** Two codes of each model: the first counts from 1, the second is ten times that. */
function spaceOf(config: TrainingConfig, latentSize: number): EditSpace {
  const mu = Float32Array.from({ length: 2 * latentSize }, (_, i) =>
    i < latentSize ? i + 1 : 10 * (i - latentSize + 1),
  )
  const direction = Array.from({ length: latentSize }, () => 1)
  return { config, concepts: [{ id: 'smile', direction, unitLength: 1 }], mu, count: 2, latentSize }
}

const ladder = spaceOf({ ...defaultConfigs.hvae, latentSize: 2, detailSize: 1 }, 3)
const styles = spaceOf({ ...defaultConfigs.stylegan, latentSize: 1 }, 3)
const told = spaceOf({ ...defaultConfigs.cvae, latentSize: 2, conditions: ['smile'] }, 3)
const plain = spaceOf({ ...defaultConfigs.vae, latentSize: 3 }, 3)

const evaluated = (operations: readonly Operation[], space: EditSpace): number[] => [
  ...evaluateEdit(codeOf(space, 0)!, operations, space),
]

test('a mix takes its part towards the other image, and leaves the rest', () => {
  const half = withMix([], 'top', { other: 1, amount: 0.5 })
  expect(evaluated(half, ladder)).toEqual([5.5, 11, 3])
  const both = withMix(half, 'detail', { other: 1, amount: 1 })
  expect(evaluated(both, ladder)).toEqual([5.5, 11, 30])
  expect(evaluated(withMix([], 'whole', { other: 1, amount: 1 }), plain)).toEqual([10, 20, 30])
  expect(evaluated(withMix([], 'middle', { other: 1, amount: 0 }), styles)).toEqual([1, 2, 3])
  expect(mixOf(both, 'detail')).toMatchObject({ other: 1, amount: 1 })
  expect(withMix(both, 'top', undefined)).toEqual(withMix([], 'detail', { other: 1, amount: 1 }))
})

test('a condition is what it is set to, whatever was set before', () => {
  const smiling = withCondition(withAmount([], 'smile', 2), 'smile', -0.5)
  expect(evaluated(smiling, told)).toEqual([3, 4, -0.5])
  expect(evaluated(withAmount(smiling, 'smile', 1), told)).toEqual([2, 3, 0.5])
  expect(withCondition(smiling, 'smile', undefined)).toEqual(withAmount([], 'smile', 2))
})

test('truncation takes styles towards the mean one, and is done only to styles', () => {
  expect(evaluated(withTruncation([], 0.5), styles)).toEqual([0.5, 1, 1.5])
  expect(evaluated(withTruncation([], 0), ladder)).toEqual([1, 2, 3])
  expect(truncationOf(withTruncation([], 0.5))).toBe(0.5)
  expect(withTruncation(withTruncation([], 0.5), 1)).toEqual([])
})

test.each([
  ['a part that the model does not have', { kind: 'mix', part: 'fine', other: 1, amount: 1 }],
  ['an image that is not there', { kind: 'mix', part: 'top', other: 2, amount: 1 }],
  ['an image between two', { kind: 'mix', part: 'top', other: 0.5, amount: 1 }],
  ['a condition that it is not told', { kind: 'condition', name: 'smile', value: 1 }],
] as [string, Operation][])('%s changes nothing', (_, operation) => {
  expect(evaluated([operation], ladder)).toEqual([1, 2, 3])
})

test('what is set later of a lower kind does not hide what lies on top', () => {
  const smiling = withAmount([], 'smile', 1)
  const mixed = withTruncation(withMix(smiling, 'coarse', { other: 1, amount: 1 }), 0.5)
  expect(evaluated(mixed, styles)).toEqual([6, 2, 2.5])
  expect(evaluated(withAmount(mixed, 'smile', 2), styles)).toEqual([7, 3, 3.5])
})

test('a drag comes last, and the next one takes its place', () => {
  const mixed = withMix(withMove([], [1, 0, 0]), 'top', { other: 1, amount: 1 })
  expect(evaluated(mixed, ladder)).toEqual([10, 20, 3])
  const dragged = withMove(withMove(mixed, [5, 5, 5]), [0, 0, 1])
  expect(dragged.map(({ kind }) => kind)).toEqual(['move', 'mix', 'move'])
  expect(evaluated(dragged, ladder)).toEqual([10, 20, 4])
})

test('what refining finds goes below what was taken from elsewhere, once', () => {
  const mixed = withMix(withAmount([], 'smile', 1), 'top', { other: 1, amount: 1 })
  const refined = withOwnOffset(withOwnOffset(mixed, [9, 9, 9]), [1, 1, 1])
  expect([...ownOffsetOf(refined, 3)]).toEqual([1, 1, 1])
  expect(evaluated(refined, ladder)).toEqual([11, 21, 5])
  const dragged = withMove(withAmount([], 'smile', 1), [2, 0, 0])
  expect([...ownOffsetOf(dragged, 3)]).toEqual([2, 0, 0])
  expect(evaluated(withOwnOffset(dragged, [1, 1, 1]), plain)).toEqual([3, 4, 5])
})
