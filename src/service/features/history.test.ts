import { cp, mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mulberry32 } from '../../core/random/random'
import type { EditingView } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'
import { anyAction, commit, makeDocument } from './actions.fixture'

let folder: string
let path: string
let datasetId: string
let local: LocalService

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-history-'))
  path = join(folder, 'One.slerp')
  datasetId = await makeDocument(path)
  local = openInProcess(testPaths())
  await local.service.call('document.open', { path })
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

test('a journal that ends anywhere gives the last state that was acknowledged, and nothing that was is lost', async () => {
  const random = mulberry32(11)
  const journal = join(path, 'journal.jsonl')
  const sizeNow = (): Promise<number> => stat(journal).then(({ size }) => size)
  const acknowledged: { size: number; seen: EditingView }[] = []
  for (let i = 0; i < 200; i++) {
    const seen = await anyAction(local.service, datasetId, random)
    acknowledged.push({ size: await sizeNow(), seen })
  }
  await local.close()
  const whole = await readFile(journal)
  for (let i = 0; i < 12; i++) {
    // Killed at any byte of what was being written.
    const size = Math.floor(random() * (whole.length + 1))
    const copy = join(folder, `Cut${i}.slerp`)
    await cp(path, copy, { recursive: true })
    await truncate(join(copy, 'journal.jsonl'), size)
    const again = openInProcess(testPaths())
    const { editing } = await again.service.call('document.open', { path: copy })
    await again.close()
    // A line that lacks nothing but its end is whole.
    const last = acknowledged.findLast((one) => one.size <= size + 1)
    expect(editing).toEqual(
      last?.seen ?? { edits: [], marks: [], selected: null, step: 0, canUndo: false, canRedo: false },
    )
  }
})

test('steps are listed with what they changed, named, and returned to', async () => {
  const { service } = local
  await commit(service, 0, 1)
  await commit(service, 2, 0.5)
  await service.call('edit.undo', {})
  await service.call('edit.mark', { datasetId, marked: '1-2', hidden: '' })
  const named = await service.call('history.name', { step: 2, name: '  Wide smile ' })
  expect(named).toMatchObject({
    current: 3,
    steps: [
      { step: 1, parent: 0, first: { modelId: 'm1', image: 0 }, images: 1 },
      { step: 2, parent: 1, first: { modelId: 'm1', image: 2 }, name: 'Wide smile' },
      { step: 3, parent: 1, images: 0 },
    ],
  })
  expect((await service.call('history.edits', { steps: [2, 3] })).map((edit) => edit?.image)).toEqual([
    2,
    undefined,
  ])
  const there = await service.call('history.go', { step: 2 })
  expect(there).toMatchObject({ step: 2, canUndo: true, canRedo: false, selected: { image: 2 } })
  expect(there.marks).toEqual([{ datasetId, marked: '', hidden: '' }])
})

test('a step that is not there is refused in words and writes nothing', async () => {
  const { service } = local
  await commit(service, 0, 1)
  const before = await readFile(join(path, 'journal.jsonl'), 'utf8')
  await expect(service.call('history.go', { step: 9 })).rejects.toThrow('no step 9')
  await expect(service.call('history.name', { step: 0, name: 'x' })).rejects.toThrow('no step 0')
  await expect(service.call('history.edits', { steps: Array<number>(2000).fill(1) })).rejects.toThrow(
    '2000 steps',
  )
  expect(await readFile(join(path, 'journal.jsonl'), 'utf8')).toBe(before)
})
