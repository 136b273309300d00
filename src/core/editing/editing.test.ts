import { expect, test } from 'vitest'
import type { Edit } from '../records/edit'
import type { JournalEntry } from '../records/journal'
import { defaultConfigs } from '../records/training'
import { evaluateEdit, type EditSpace } from './evaluate'
import { canRedo, editOf, emptyHistory, replay } from './history'
import { amountOf, withAmount, withMove } from './operations'

const smile = { id: 'smile', direction: [1, 0], unitLength: 2 }
const space: EditSpace = {
  config: defaultConfigs.vae,
  concepts: [smile],
  mu: new Float32Array(0),
  count: 0,
  latentSize: 2,
}
const at = '2026-01-01T00:00:00.000Z'
const edited = (amount: number): JournalEntry => {
  const edit: Edit = { modelId: 'm', image: 3, operations: [{ kind: 'concept', conceptId: 'smile', amount }] }
  return { kind: 'edit', at, edit }
}

test('an amount moves the code by that many units', () => {
  const operations = withMove(withAmount([], 'smile', 1.5), [0.25, -1])
  expect([...evaluateEdit(Float32Array.of(1, 1), operations, space)]).toEqual([4.25, 0])
  expect(amountOf(operations, 'smile')).toBe(1.5)
})

test('setting an amount twice keeps one operation, and 0 takes it out', () => {
  const twice = withAmount(withAmount([], 'smile', 1), 'smile', 2)
  expect(twice).toEqual([{ kind: 'concept', conceptId: 'smile', amount: 2 }])
  expect(withAmount(twice, 'smile', 0)).toEqual([])
  expect(withMove(withMove([], [1, 1]), [0, 0])).toEqual([])
})

test('an operation of a concept that is gone changes nothing', () => {
  const z = evaluateEdit(Float32Array.of(1, 1), withAmount([], 'gone', 3), space)
  expect([...z]).toEqual([1, 1])
})

test('undo and redo restore exactly, and after a new edit there is nothing to be done again', () => {
  const undo: JournalEntry = { kind: 'undo', at }
  const redo: JournalEntry = { kind: 'redo', at }
  const amount = (...entries: JournalEntry[]): number =>
    amountOf(editOf(replay(entries), 'm', 3).operations, 'smile')
  expect(amount(edited(1), edited(2), undo)).toBe(1)
  expect(amount(edited(1), edited(2), undo, undo, undo)).toBe(0)
  expect(amount(edited(1), edited(2), undo, undo, redo)).toBe(1)
  expect(amount(edited(1), undo, edited(5), redo)).toBe(5)
  expect(replay([])).toEqual(emptyHistory)
})

test('undo selects the image it changed', () => {
  const elsewhere: JournalEntry = { kind: 'select', at, modelId: 'm', image: 9 }
  expect(replay([edited(1), elsewhere, { kind: 'undo', at }]).selected).toEqual({ modelId: 'm', image: 3 })
})

test('with a model go its edits, and what is undone afterwards is the last change of another', () => {
  const other: JournalEntry = { kind: 'edit', at, edit: { modelId: 'other', image: 1, operations: [] } }
  const undo: JournalEntry = { kind: 'undo', at }
  const removed = replay([edited(1), other, undo, { kind: 'remove-model', at, modelId: 'other' }])
  expect(canRedo(removed)).toBe(false)
  expect(removed.selected).toBeUndefined()
  const gone = replay([edited(1), other, { kind: 'remove-model', at, modelId: 'other' }, undo])
  expect(editOf(gone, 'm', 3).operations).toEqual([])
  expect([...gone.edits.keys()]).toEqual(['m/3'])
})
