import { cp, mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mulberry32, type Random } from '../../core/random/random'
import { defaultConfigs } from '../../core/records/training'
import { openDocument } from '../../document'
import type { EditingView } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

let folder: string
let path: string
let datasetId: string
let local: LocalService

/** A document with six images and a model of them that never learned. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-history-'))
  path = join(folder, 'One.slerp')
  local = openInProcess(testPaths())
  await local.service.call('document.create', { path })
  const dataset = await local.service.call('dataset.build', { preset: 'emoji', count: 6, seed: 7 })
  datasetId = dataset.id
  await local.close()
  const document = await openDocument(path)
  await document.writeModel({
    version: 1,
    id: 'm1',
    name: 'VAE',
    datasetId,
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

const commit = (image: number, amount: number): Promise<EditingView> =>
  local.service.call('edit.commit', {
    edits: [{ modelId: 'm1', image, operations: [{ kind: 'concept', conceptId: 'm1-smile', amount }] }],
  })

/** Something that a hand might do next. */
async function anything(random: Random): Promise<EditingView> {
  const { service } = local
  const image = Math.floor(random() * 6)
  const what = random()
  if (what < 0.4) return commit(image, random())
  if (what < 0.5) return service.call('edit.mark', { datasetId, marked: String(image), hidden: '' })
  if (what < 0.6) return service.call('edit.select', { modelId: 'm1', image })
  if (what < 0.75) return service.call('edit.undo', {})
  if (what < 0.85) return service.call('edit.redo', {})
  const { steps } = await service.call('history.list', {})
  const step = steps[Math.floor(random() * steps.length)]?.step ?? 0
  return service.call('history.go', { step })
}

test('a journal that ends anywhere gives the last state that was acknowledged, and nothing that was is lost', async () => {
  const random = mulberry32(11)
  const journal = join(path, 'journal.jsonl')
  const sizeNow = (): Promise<number> => stat(journal).then(({ size }) => size)
  const acknowledged: { size: number; seen: EditingView }[] = []
  for (let i = 0; i < 200; i++) {
    const seen = await anything(random)
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
  await commit(0, 1)
  await commit(2, 0.5)
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
  await commit(0, 1)
  const before = await readFile(join(path, 'journal.jsonl'), 'utf8')
  await expect(local.service.call('history.go', { step: 9 })).rejects.toThrow('no step 9')
  await expect(local.service.call('history.name', { step: 0, name: 'x' })).rejects.toThrow('no step 0')
  await expect(local.service.call('history.edits', { steps: Array<number>(2000).fill(1) })).rejects.toThrow(
    '2000 steps',
  )
  expect(await readFile(join(path, 'journal.jsonl'), 'utf8')).toBe(before)
})
