import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Edit } from '../records/edit'
import type { JournalEntry } from '../records/journal'
import { emptyTimeline, withKeyframe } from '../timeline/arrange'
import { stacks } from './operations.fixture'
import { applyEntry, canRedo, canUndo, editOf, marksOf, replay, wayTo, type EditHistory } from './history'

const at = '2026-01-01T00:00:00.000Z'
const undo: JournalEntry = { kind: 'undo', at }
const redo: JournalEntry = { kind: 'redo', at }
const edit = (image: number, factor: number, modelId = 'm'): Edit => ({
  modelId,
  image,
  operations: [{ kind: 'truncation', factor }],
})
const mark = (marked: string, hidden = ''): JournalEntry => ({
  kind: 'mark',
  at,
  marks: { datasetId: 'd', marked, hidden },
})

/** Without keyframes it is gone. */
const timeline = (id: string, count: number, modelId = 'm'): JournalEntry => ({
  kind: 'timeline',
  at,
  timeline: Array.from({ length: count }, (_, i) => i).reduce(
    (now, i) =>
      withKeyframe(now, {
        id: `k${i}`,
        timeMs: 100 * i,
        content: { kind: 'edit', image: i, operations: [] },
      }),
    emptyTimeline(id, modelId),
  ),
})

const changes = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b'), fc.nat(3)).map(([id, count]) => timeline(id, count)),
  fc
    .record({ image: fc.nat(3), factor: fc.double({ min: 0, max: 1 }) })
    .map(({ image, factor }): JournalEntry => ({ kind: 'edit', at, edit: edit(image, factor) })),
  fc
    .record({ image: fc.nat(3), operations: stacks })
    .map((one): JournalEntry => ({ kind: 'edit', at, edit: { modelId: 'm', ...one } })),
  fc
    .uniqueArray(fc.nat(5), { minLength: 1 })
    .map((images): JournalEntry => ({ kind: 'edits', at, edits: images.map((image) => edit(image, 0.5)) })),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([marked, hidden]) => mark(String(marked), String(hidden))),
)

/** All that can be seen; an edit without operations looks like none. */
const seen = (history: EditHistory) => ({
  edits: [...history.edits.values()]
    .filter(({ operations }) => operations.length > 0)
    .toSorted((a, b) => a.image - b.image),
  marks: marksOf(history, 'd'),
  timelines: [...history.timelines.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
})

test('what is undone and done again is as it was, edits and marks mixed', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 12 }), fc.nat(12), (entries, steps) => {
      const history = replay(entries)
      const count = Math.min(steps, entries.length)
      let back = history
      for (let i = 0; i < count; i++) back = applyEntry(back, undo)
      expect(seen(back)).toEqual(seen(replay(entries.slice(0, entries.length - count))))
      for (let i = 0; i < count; i++) back = applyEntry(back, redo)
      expect(seen(back)).toEqual(seen(history))
    }),
  )
})

test('several images at once are one step, and undo stays with the selected one', () => {
  const together: JournalEntry = { kind: 'edits', at, edits: [edit(1, 0.5), edit(2, 0.5)] }
  const select: JournalEntry = { kind: 'select', at, modelId: 'm', image: 2 }
  const undone = replay([select, together, undo])
  expect([1, 2].flatMap((image) => editOf(undone, 'm', image).operations)).toEqual([])
  expect(undone.selected?.image).toBe(2)
  expect(editOf(applyEntry(undone, redo), 'm', 1).operations).toHaveLength(1)
})

test('taking back a mark changes neither the selected image nor an edit', () => {
  const select: JournalEntry = { kind: 'select', at, modelId: 'm', image: 9 }
  const before: JournalEntry[] = [{ kind: 'edit', at, edit: edit(1, 0.5) }, select]
  const undone = replay([...before, mark('1-3'), undo])
  expect(undone.selected).toEqual({ modelId: 'm', image: 9 })
  expect(seen(undone)).toEqual(seen(replay(before)))
})

test('with a model go its edits of a common step, not those of others, nor marks', () => {
  const together: JournalEntry = { kind: 'edits', at, edits: [edit(1, 0.5, 'gone'), edit(2, 0.5)] }
  const left = replay([together, mark('4'), { kind: 'remove-model', at, modelId: 'gone' }])
  expect([...left.edits.keys()]).toEqual(['m/2'])
  expect([left.steps.size, marksOf(left, 'd').marked]).toEqual([2, '4'])
})

const go = (step: number): JournalEntry => ({ kind: 'go', at, step })
/** A tree: changes, with going to any step in between. */
const wanderings = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: changes },
    { weight: 2, arbitrary: fc.nat(12).map(go) },
    { weight: 1, arbitrary: fc.constantFrom(undo, redo) },
  ),
  { maxLength: 24 },
)

test('any step can be returned to: its state is what the steps on the way to it made', () => {
  fc.assert(
    fc.property(wanderings, (entries) => {
      const made = entries.filter(({ kind }) => ['edit', 'edits', 'mark', 'timeline'].includes(kind))
      const history = replay(entries)
      for (const step of [0, ...history.steps.keys()]) {
        const there = applyEntry(history, go(step))
        expect(there.current).toBe(step)
        expect(seen(there)).toEqual(seen(replay(wayTo(history, step).map((number) => made[number - 1]!))))
        const again = applyEntry(there, go(history.current))
        expect(seen(again)).toEqual(seen(history))
      }
    }),
  )
})

test('what was done before a branch stays, and redo follows the branch that was left last', () => {
  const twice: JournalEntry[] = [
    { kind: 'edit', at, edit: edit(1, 0.1) },
    { kind: 'edit', at, edit: edit(1, 0.2) },
    undo,
    { kind: 'edit', at, edit: edit(1, 0.3) },
  ]
  const factorOf = (history: EditHistory) => editOf(history, 'm', 1).operations
  expect(replay(twice).steps.size).toBe(3)
  expect(factorOf(replay([...twice, go(2)]))).toEqual([{ kind: 'truncation', factor: 0.2 }])
  expect(factorOf(replay([...twice, undo, redo]))).toEqual([{ kind: 'truncation', factor: 0.3 }])
  expect(factorOf(replay([...twice, go(2), undo, redo]))).toEqual([{ kind: 'truncation', factor: 0.2 }])
})

test('a state has a name until it is taken away, and a step that is not there changes nothing', () => {
  const name = (step: number, called: string): JournalEntry => ({ kind: 'name', at, step, name: called })
  const one: JournalEntry = { kind: 'edit', at, edit: edit(1, 0.5) }
  expect(replay([one, name(1, 'older')]).steps.get(1)?.name).toBe('older')
  expect(replay([one, name(1, 'older'), name(1, '')]).steps.get(1)).not.toHaveProperty('name')
  expect(replay([one, name(7, 'none'), go(9)])).toEqual(replay([one]))
})

test('without a model the tree grows together where its steps were', () => {
  const entries: JournalEntry[] = [
    { kind: 'edit', at, edit: edit(1, 0.1) },
    { kind: 'edit', at, edit: edit(1, 0.2, 'gone') },
    { kind: 'edit', at, edit: edit(2, 0.3) },
    go(2),
    { kind: 'remove-model', at, modelId: 'gone' },
  ]
  const left = replay(entries)
  expect([...left.steps].map(([step, { parent }]) => [step, parent])).toEqual([
    [1, 0],
    [3, 1],
  ])
  expect([left.current, canUndo(left), canRedo(left)]).toEqual([1, true, true])
  expect(applyEntry(left, redo).current).toBe(3)
})

test('the timelines of a removed model go with it, and cannot be undone', () => {
  const removed = replay([
    timeline('a', 2),
    timeline('b', 2, 'n'),
    { kind: 'remove-model', at, modelId: 'm' },
  ])
  expect([...removed.timelines.keys()]).toEqual(['b'])
  expect(applyEntry(removed, undo).timelines.size).toBe(0)
  expect(applyEntry(applyEntry(removed, undo), undo).timelines.size).toBe(0)
})
