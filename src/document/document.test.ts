import { mkdtemp, readdir, readFile, rm, writeFile, appendFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Document } from './document'
import { createDocument, openDocument } from './open'
import { at, concept, dataset, map, model } from './records.fixture'

let folder: string
let opened: Document[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-document-'))
  opened = []
})
afterEach(async () => {
  for (const document of opened) await document.close()
  await rm(folder, { recursive: true })
})

async function create(): Promise<Document> {
  const document = await createDocument(join(folder, 'Faces.slerp'), 'Faces')
  opened.push(document)
  return document
}
async function reopen(document: Document): Promise<Document> {
  await document.close()
  const again = await openDocument(document.path)
  opened.push(again)
  return again
}

test('a data set comes back as it was, missing values too', async () => {
  const document = await create()
  const images = Uint8Array.from({ length: 12 }, (_, i) => i * 20)
  const values = Float32Array.of(1, NaN)
  await document.addDataset(dataset, images, [{ name: 'smile, wide', kind: 'binary', values }])
  const again = await reopen(document)
  expect(again.datasets).toEqual([dataset])
  expect(await again.readImages('d1')).toEqual(images)
  expect(await again.readAttributes('d1')).toEqual([{ name: 'smile, wide', kind: 'binary', values }])
})

test('a run that was going when the process died is marked interrupted', async () => {
  const document = await create()
  await document.writeModel(model)
  const again = await reopen(document)
  expect(again.models[0]).toMatchObject({ id: 'm1', state: 'interrupted' })
})

test('only the newest checkpoint stays, and it is whole', async () => {
  const document = await create()
  await document.writeCheckpoint('m1', 9, { 'decoder.onnx': Uint8Array.of(1) })
  await document.writeCheckpoint('m1', 10, { 'decoder.onnx': Uint8Array.of(2), 'a/b.bin': Uint8Array.of(3) })
  expect([...(await document.readDecoder('m1'))]).toEqual([2])
  expect(await readdir(join(document.path, 'models', 'm1', 'checkpoints'))).toEqual(['000000010'])
})

test('a model that is removed takes with it all that was made of it, and nothing else', async () => {
  const document = await create()
  for (const id of ['m1', 'm2']) {
    await document.writeModel({ ...model, id, state: 'done' })
    await document.appendTrainingPoint(id, { step: 1, epoch: 0, total: 3 })
    await document.writeEncoding(id, {
      count: 1,
      latentSize: 2,
      mu: Float32Array.of(1, 2),
      sigma: Float32Array.of(1, 1),
    })
    await document.writeConcept({ ...concept, id: `${id}-smile`, modelId: id })
    for (const mapId of [id, `${id}-other`])
      await document.writeMap({ ...map, id: mapId, modelId: id }, Float32Array.of(1, 2))
  }
  await document.setCurrentModel('m1')
  await document.removeModel('m1')
  const again = await reopen(document)
  expect(again.models.map(({ id }) => id)).toEqual(['m2'])
  expect(again.record.currentModelId).toBeUndefined()
  const left = await Promise.all(
    ['models', 'encodings', 'maps', 'concepts'].map((kind) => readdir(join(document.path, kind))),
  )
  expect(left).toEqual([['m2'], ['m2'], ['m2', 'm2-other'], ['m2-smile.json']])
  expect(await again.readTrainingPoints('m2')).toHaveLength(1)
  expect(again.problems).toEqual([])
})

test('a path that leads out of a folder is refused and nothing is written', async () => {
  const document = await create()
  const attack = { '../../../evil.txt': Uint8Array.of(1) }
  await expect(document.writeCheckpoint('m1', 1, attack)).rejects.toThrow(RangeError)
  await expect(document.writeCheckpoint('../m1', 1, {})).rejects.toThrow('is not an id')
  expect(await readdir(folder)).toEqual(['Faces.slerp'])
})

test('a torn last line of the journal is dropped, and what follows is kept', async () => {
  const document = await create()
  await document.appendJournal({ kind: 'undo', at })
  await document.close()
  await appendFile(join(document.path, 'journal.jsonl'), '{"kind":"re')
  const again = await reopen(document)
  await again.appendJournal({ kind: 'redo', at })
  expect(await again.readJournal()).toEqual([
    { kind: 'undo', at },
    { kind: 'redo', at },
  ])
})

test('a line of the journal that makes no sense costs only itself', async () => {
  const document = await create()
  await writeFile(
    join(document.path, 'journal.jsonl'),
    '{"kind":"undo","at":"x"}\n{"kind":"explode"}\n{"kind":"redo","at":"x"}\n',
  )
  expect((await document.readJournal()).map(({ kind }) => kind)).toEqual(['undo', 'redo'])
  expect(document.problems).toHaveLength(1)
})

test('a second opener reads but does not write, until the first is gone', async () => {
  const document = await create()
  const second = await openDocument(document.path)
  expect(second.readOnlyBecause).toContain('open in another window')
  await expect(second.appendJournal({ kind: 'undo', at })).rejects.toThrow('looked at but not changed')
  const third = await reopen(document)
  expect(third.readOnlyBecause).toBeUndefined()
})

test('the lock of a process that was killed is taken over', async () => {
  const document = await create()
  await document.close()
  const { hostname } = await import('node:os')
  await writeFile(join(document.path, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }))
  expect((await reopen(document)).readOnlyBecause).toBeUndefined()
})

test('a newer document opens read-only and says so', async () => {
  const document = await create()
  await document.close()
  const path = join(document.path, 'document.json')
  await writeFile(path, (await readFile(path, 'utf8')).replace('"version": 1', '"version": 7'))
  expect((await reopen(document)).readOnlyBecause).toContain('newer version')
})

test('a broken record is reported and the rest opens', async () => {
  const document = await create()
  await document.writeModel(model)
  await mkdir(join(document.path, 'models', 'broken'))
  await writeFile(join(document.path, 'models', 'broken', 'card.json'), '{"version":1,"id":"../../etc"}')
  const again = await reopen(document)
  expect(again.models.map(({ id }) => id)).toEqual(['m1'])
  expect(again.problems[0]).toContain('is damaged: id')
})

test('what is no document is refused in one sentence', async () => {
  await expect(openDocument(folder)).rejects.toThrow('is not a Slerp document.')
  const document = await create()
  await expect(createDocument(document.path, 'again')).rejects.toThrow('already exists')
})
