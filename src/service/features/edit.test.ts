import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Operation } from '../../core/records/edit'
import { defaultConfigs } from '../../core/records/training'
import { openDocument } from '../../document'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

let folder: string
let path: string
let local: LocalService

/** A document with three images and a model of them that never learned. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-edit-'))
  path = join(folder, 'One.slerp')
  local = openInProcess(testPaths())
  await local.service.call('document.create', { path })
  const { id } = await local.service.call('dataset.build', { preset: 'emoji', count: 3, seed: 7 })
  await local.close()
  const document = await openDocument(path)
  await document.writeModel({
    version: 1,
    id: 'm1',
    name: 'VAE',
    datasetId: id,
    width: 64,
    height: 64,
    config: defaultConfigs.vae,
    state: 'stopped',
    epoch: 0,
    step: 0,
    stepsPerEpoch: 1,
    engine: 'wasm',
    trainedMs: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  await document.close()
  await local.service.call('document.open', { path })
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

const smile = (amount: number): Operation[] => [{ kind: 'concept', conceptId: 'm1-smile', amount }]
const commit = (image: number, operations: Operation[]) =>
  local.service.call('edit.commit', { edit: { modelId: 'm1', image, operations } })
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
] as [string, Operation[]][])('%s is refused, since it could not be read again', async (_, operations) => {
  await commit(0, smile(1))
  const before = await journal()
  await expect(commit(1, operations)).rejects.toThrow()
  expect(await journal()).toBe(before)
  expect((await local.service.call('document.current', {}))?.editing.edits).toHaveLength(1)
})

test('taking back what is not there writes nothing', async () => {
  await local.service.call('edit.undo', {})
  await local.service.call('edit.redo', {})
  expect(await journal()).toBe('')
})
