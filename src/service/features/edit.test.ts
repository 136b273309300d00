import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Operation } from '../../core/records/edit'
import type { TimelineRecord } from '../../core/records/timeline'
import { emptyTimeline } from '../../core/timeline/arrange'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'
import { makeDocument } from './actions.fixture'

let folder: string
let path: string
let local: LocalService

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-edit-'))
  path = join(folder, 'One.slerp')
  await makeDocument(path, 3)
  local = openInProcess(testPaths())
  await local.service.call('document.open', { path })
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

const smile = (amount: number): Operation[] => [{ kind: 'concept', conceptId: 'm1-smile', amount }]
const commit = (image: number, operations: Operation[]) =>
  local.service.call('edit.commit', { edits: [{ modelId: 'm1', image, operations }] })
const journal = (): Promise<string> => readFile(join(path, 'journal.jsonl'), 'utf8').catch(() => '')

test('edits are taken back and done again, each for its own image', async () => {
  await commit(0, smile(1))
  await commit(2, smile(2))
  const done = await commit(0, smile(3))
  expect(done).toMatchObject({ canUndo: true, canRedo: false })
  expect(done.edits.map(({ image, operations }) => [image, operations])).toEqual([
    [0, smile(3)],
    [2, smile(2)],
  ])
  const undone = await local.service.call('edit.undo', {})
  expect(undone.edits[0]?.operations).toEqual(smile(1))
  expect(undone).toMatchObject({ canRedo: true, selected: { modelId: 'm1', image: 0 } })
  expect(await local.service.call('edit.redo', {})).toMatchObject({ edits: done.edits, canRedo: false })
})

test('a new edit after an undo ends what could be done again', async () => {
  await commit(0, smile(1))
  await local.service.call('edit.undo', {})
  expect(await commit(1, smile(2))).toMatchObject({ canUndo: true, canRedo: false })
})

test('edits and what can be taken back are there again after opening', async () => {
  await commit(0, smile(1))
  await commit(1, smile(2))
  await local.service.call('edit.undo', {})
  await local.service.call('edit.select', { modelId: 'm1', image: 2 })
  const before = (await local.service.call('document.current', {}))?.editing
  await local.close()
  expect((await local.service.call('document.open', { path })).editing).toEqual(before)
  expect(before).toMatchObject({ canUndo: true, canRedo: true, selected: { modelId: 'm1', image: 2 } })
})

test.each([3, -1, 0.5, NaN])('image %d is not there: refused, and not written down', async (image) => {
  const words = { code: 'invalid-request', message: `there is no image ${image}` }
  await expect(commit(image, smile(1))).rejects.toMatchObject(words)
  await expect(local.service.call('edit.select', { modelId: 'm1', image })).rejects.toMatchObject(words)
  expect(await journal()).toBe('')
})

test.each([
  ['an amount that is no number', smile(NaN)],
  ['an amount without end', smile(Infinity)],
  ['a concept with a hostile name', [{ kind: 'concept', conceptId: '../../x', amount: 1 }]],
  ['an empty drag', [{ kind: 'move', offset: [] }]],
  ['something else', [{ kind: 'explode' }]],
  ['more than all of another picture', [{ kind: 'mix', part: 'whole', other: 1, amount: 2 }]],
  ['a part with a hostile name', [{ kind: 'mix', part: '__proto__', other: 1, amount: 1 }]],
  ['half a picture', [{ kind: 'mix', part: 'whole', other: 0.5, amount: 1 }]],
] as [string, Operation[]][])('%s is refused, since it could not be read again', async (_, operations) => {
  await commit(0, smile(1))
  const before = await journal()
  await expect(commit(1, operations)).rejects.toThrow()
  expect(await journal()).toBe(before)
  expect((await local.service.call('document.current', {}))?.editing.edits).toHaveLength(1)
})

test.each([
  [{ kind: 'mix', part: 'whole', other: 3, amount: 1 }, 'there is no image 3; there are 3'],
  [{ kind: 'mix', part: 'top', other: 1, amount: 1 }, 'codes of this VAE have no part "top"'],
  [{ kind: 'condition', name: 'smile', value: 1 }, 'this VAE is not told "smile"; it is told: nothing'],
  [{ kind: 'truncation', factor: 0.5 }, 'codes of this VAE are no styles'],
] as [Operation, string][])('%o does not fit the model: refused in words', async (operation, words) => {
  await expect(commit(0, [operation])).rejects.toThrow(words)
  expect(await journal()).toBe('')
})

test('a mix is taken back, done again, and there after opening', async () => {
  const mixed: Operation[] = [{ kind: 'mix', part: 'whole', other: 2, amount: 0.5 }]
  await commit(0, mixed)
  await local.service.call('edit.undo', {})
  await local.service.call('edit.redo', {})
  await local.close()
  const { editing } = await local.service.call('document.open', { path })
  expect(editing.edits).toEqual([{ modelId: 'm1', image: 0, operations: mixed }])
})

test('of a journal that others wrote, what no hand could have done is left out and told', async () => {
  await commit(0, smile(1))
  await local.close()
  const at = '2026-01-01T00:00:00.000Z'
  const line = (operation: object): string =>
    JSON.stringify({ kind: 'edit', at, edit: { modelId: 'm1', image: 0, operations: [operation] } })
  const hostile = [
    line({ kind: 'mix', part: 'top', other: -1, amount: 1 }),
    line({ kind: 'mix', part: 'constructor', other: 1, amount: 1 }),
    line({ kind: 'condition', name: 'smile', value: 1e9 }),
    line({ kind: 'truncation', factor: -1 }),
  ]
  await appendFile(join(path, 'journal.jsonl'), `${hostile.join('\n')}\n`)
  const { editing, problems } = await local.service.call('document.open', { path })
  expect(editing.edits).toEqual([{ modelId: 'm1', image: 0, operations: smile(1) }])
  expect(problems).toHaveLength(1)
})

test('taking back what is not there writes nothing', async () => {
  await local.service.call('edit.undo', {})
  await local.service.call('edit.redo', {})
  expect(await journal()).toBe('')
})

test('edits of several images are one step, and what is marked and hidden is another; all are there after opening', async () => {
  const { datasetId } = (await local.service.call('document.current', {}))!.models[0]!
  await local.service.call('edit.commit', {
    edits: [0, 2].map((image) => ({ modelId: 'm1', image, operations: smile(1) })),
  })
  const marked = await local.service.call('edit.mark', { datasetId, marked: '0-1', hidden: '2' })
  expect(marked.marks).toEqual([{ datasetId, marked: '0-1', hidden: '2' }])
  await local.close()
  const { editing } = await local.service.call('document.open', { path })
  expect(editing).toEqual(marked)
  expect((await local.service.call('edit.undo', {})).marks).toEqual([{ datasetId, marked: '', hidden: '' }])
  const none = await local.service.call('edit.undo', {})
  expect(none.edits.flatMap(({ operations }) => operations)).toEqual([])
  expect(none.canUndo).toBe(false)
})

test('marks that name no images are refused, and a line of the journal that holds such is left out', async () => {
  const { datasetId } = (await local.service.call('document.current', {}))!.models[0]!
  const mark = (marked: string, id = datasetId) =>
    local.service.call('edit.mark', { datasetId: id, marked, hidden: '' })
  await expect(mark('0-')).rejects.toThrow()
  await expect(mark('0', 'none')).rejects.toThrow('none')
  await expect(local.service.call('edit.commit', { edits: [] })).rejects.toThrow('no edit')
  await mark('1')
  await local.close()
  const hostile = {
    kind: 'mark',
    at: new Date().toISOString(),
    marks: { datasetId, marked: '<b>', hidden: '' },
  }
  await appendFile(join(path, 'journal.jsonl'), `${JSON.stringify(hostile)}\n`)
  const { editing, problems } = await local.service.call('document.open', { path })
  expect(editing.marks[0]?.marked).toBe('1')
  expect(problems).toEqual(['1 actions in the journal could not be read and were left out.'])
})

test('a timeline is kept, taken back, and there again when the document is opened anew', async () => {
  const keyframe = (id: string, timeMs: number, image: number) =>
    ({ id, timeMs, content: { kind: 'edit', image, operations: smile(1) }, easing: 'smooth' }) as const
  const timeline = { ...emptyTimeline('t1', 'm1'), keyframes: [keyframe('a', 0, 0), keyframe('b', 900, 2)] }
  await local.service.call('timeline.keep', { timeline })
  await local.service.call('timeline.keep', { timeline: { ...timeline, keyframes: [] } })
  expect((await local.service.call('edit.undo', {})).timelines).toEqual([timeline])
  await local.close()
  const { editing } = await local.service.call('document.open', { path })
  expect(editing.timelines).toEqual([timeline])
  expect((await local.service.call('edit.undo', {})).timelines).toEqual([])
})

test.each([
  [
    'an image that is not there',
    {
      keyframes: [
        { id: 'a', timeMs: 0, easing: 'hold', content: { kind: 'edit', image: 3, operations: [] } },
      ],
    },
  ],
  [
    'a code of another size',
    { keyframes: [{ id: 'a', timeMs: 0, easing: 'hold', content: { kind: 'code', code: [1] } }] },
  ],
  [
    'a keyframe after its end',
    {
      keyframes: [
        { id: 'a', timeMs: 6000, easing: 'hold', content: { kind: 'edit', image: 0, operations: [] } },
      ],
    },
  ],
  ['another model', { modelId: 'm2' }],
  ['no number of pictures a second', { fps: NaN }],
] as [string, Partial<TimelineRecord>][])('a timeline with %s is refused', async (_, fault) => {
  const timeline = { ...emptyTimeline('t1', 'm1'), ...fault }
  await expect(local.service.call('timeline.keep', { timeline })).rejects.toThrow()
  expect(await journal()).toBe('')
})
