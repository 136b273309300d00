import { expect, test } from 'vitest'
import { applyEntry, canUndo, emptyHistory, type EditHistory } from '../../../core/editing/history'
import type { JournalEntry } from '../../../core/records/journal'
import type { EditingView, LatentView } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve } from '../../../protocol/rpc'
import { Selection } from './selection.svelte'

const at = '2026-01-01T00:00:00.000Z'

/** The real reducer behind a real wire. */
function makeSelection({ readOnly = false } = {}) {
  let history: EditHistory = emptyHistory
  const view = (): EditingView => ({
    edits: [],
    marks: [...history.marks.values()],
    timelines: [],
    selected: null,
    step: history.current,
    canUndo: canUndo(history),
    canRedo: false,
  })
  const act = (entry: JournalEntry): EditingView => {
    history = applyEntry(history, entry)
    return view()
  }
  const [near, far] = portPair()
  serve(far, {
    'edit.mark': (marks) => act({ kind: 'mark', at, marks }),
    'edit.undo': () => act({ kind: 'undo', at }),
  })
  const service = connect(near)
  let editing = $state.raw(view())
  const shown = {
    latent: { datasetId: 'd', count: 10 } as LatentView,
    get editing() {
      return editing
    },
    document: readOnly ? { readOnlyBecause: 'it is' } : {},
    failure: undefined,
    act: async (step: () => Promise<EditingView>) => void (editing = await step()),
  }
  const undo = () => shown.act(() => service.call('edit.undo', {}))
  return { selection: new Selection(service, shown), undo, shown }
}

test('many are taken together, one by one or all at once, and let go', () => {
  const { selection } = makeSelection()
  selection.replace([3, 1])
  selection.add([1, 5])
  expect([...selection.indices]).toEqual([3, 1, 5])
  selection.toggle([1, 9])
  expect([...selection.indices]).toEqual([3, 5, 9])
  selection.replace([7])
  expect(selection.count).toBe(1)
  const before = selection.indices
  selection.clear()
  expect(selection.count).toBe(0)
  // Whoever holds the set of before sees no change in it.
  expect([...before]).toEqual([7])
})

test('what is marked is seen at once, kept, and taken back', async () => {
  const { selection, undo, shown } = makeSelection()
  selection.replace([8, 2])
  expect([...selection.indices]).toEqual([8, 2])
  await expect.poll(() => shown.editing.marks).toEqual([{ datasetId: 'd', marked: '2,8', hidden: '' }])
  expect([...selection.indices]).toEqual([8, 2])
  await undo()
  expect(selection.count).toBe(0)
})

test('what is hidden is not marked, and what is hidden already stays so', async () => {
  const { selection, undo, shown } = makeSelection()
  selection.replace([0, 1])
  selection.hideMarked()
  expect([selection.count, selection.hiddenCount]).toEqual([0, 2])
  selection.replace([4, 5, 6])
  selection.showOnlyMarked()
  expect([...selection.hidden!]).toEqual([1, 1, 1, 1, 0, 0, 0, 1, 1, 1])
  selection.markAll()
  expect([...selection.indices]).toEqual([4, 5, 6])
  selection.replace([5])
  selection.invert()
  expect([...selection.indices]).toEqual([4, 6])
  await expect.poll(() => shown.editing.marks[0]?.marked).toBe('4,6')
  for (let i = 0; i < 3; i++) await undo()
  expect([[...selection.indices], selection.hiddenCount]).toEqual([[4, 5, 6], 2])
  selection.showAll()
  expect(selection.hidden).toBeUndefined()
})

test('a preview is a step of the history only once it is kept', async () => {
  const { selection, shown } = makeSelection()
  selection.preview([1, 2])
  expect(selection.count).toBe(2)
  selection.preview(undefined)
  expect(selection.count).toBe(0)
  selection.preview([3])
  selection.replace(selection.indices)
  await expect.poll(() => shown.editing.marks[0]?.marked).toBe('3')
})

test('in a document that is only looked at, what is marked lasts as long as it is open', async () => {
  const { selection, shown } = makeSelection({ readOnly: true })
  selection.replace([1])
  await Promise.resolve()
  expect([...selection.indices]).toEqual([1])
  expect(shown.editing.marks).toEqual([])
})

test('exactly some are hidden, in one step, and those are no longer marked', async () => {
  const { selection, undo, shown } = makeSelection()
  selection.replace([1, 2])
  const hidden = Uint8Array.from({ length: 10 }, (_, i) => Number(i % 2 === 0))
  selection.previewHidden(hidden)
  expect(selection.hiddenCount).toBe(5)
  expect(selection.count).toBe(2)
  selection.hideExactly(hidden)
  expect([...selection.indices]).toEqual([1])
  expect(selection.hidden).toEqual(hidden)
  await expect.poll(() => shown.editing.marks[0]?.hidden).toBe(':VF')
  await undo()
  expect(selection.hidden).toBeUndefined()
  expect([...selection.indices].sort()).toEqual([1, 2])
})
