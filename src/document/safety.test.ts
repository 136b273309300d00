import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Document } from './document'
import { createDocument, openDocument } from './open'
import { at, concept, dataset, map, model } from './records.fixture'

let folder: string
let document: Document
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-safety-'))
  document = await createDocument(join(folder, 'Faces.slerp'), 'Faces')
})
afterEach(async () => {
  await document.close()
  await rm(folder, { recursive: true })
})

async function reopened(): Promise<Document> {
  await document.close()
  document = await openDocument(document.path)
  return document
}
const mu = Float32Array.of(1, 2, 3, 4)

test('what could not be read back is refused before it is written', async () => {
  await document.writeModel(model)
  const figures = { reconstruction: NaN, kl: 1, total: 1, psnr: 1 }
  await expect(document.writeModel({ ...model, figures })).rejects.toThrow(
    'The model card cannot be saved: figures.reconstruction',
  )
  await expect(document.writeConcept({ ...concept, unitLength: Infinity })).rejects.toThrow('unitLength')
  await expect(document.addDataset({ ...dataset, name: '' }, new Uint8Array(12), [])).rejects.toThrow('name')
  await expect(document.writeMap({ ...map, mean: [1] }, mu)).rejects.toThrow('mean has another size')
  const again = await reopened()
  expect(again.models).toMatchObject([{ id: 'm1', state: 'interrupted' }])
  expect([again.datasets, again.problems]).toEqual([[], []])
})

test('codes, maps and concepts come back', async () => {
  await document.writeEncoding('m1', { count: 2, latentSize: 2, mu, sigma: mu })
  await document.writeMap(map, mu)
  await document.writeConcept(concept)
  await document.setCurrentModel('m1')
  const again = await reopened()
  expect(again.record.currentModelId).toBe('m1')
  expect(await again.readEncoding('m1')).toEqual({ count: 2, latentSize: 2, mu })
  expect(await again.readMap('m1')).toEqual({ record: map, positionsInMap: mu })
  expect(await again.readConcepts('m1')).toEqual([concept])
  await again.removeConcepts('m1')
  expect(await again.readConcepts('m1')).toEqual([])
})

test('a damaged concept is told once, however often it is read', async () => {
  await document.writeConcept(concept)
  const concepts = join(document.path, 'concepts')
  await writeFile(join(concepts, 'bad.json'), '{"version":1')
  await writeFile(join(concepts, 'newer.json'), JSON.stringify({ ...concept, id: 'newer', version: 3 }))
  await writeFile(join(concepts, 'm1-smile.json.1234567'), 'what a crash leaves beside')
  for (let i = 0; i < 3; i++) expect(await document.readConcepts('m1')).toEqual([concept])
  expect(document.problems).toEqual([
    expect.stringContaining('bad.json is damaged'),
    expect.stringContaining('newer.json was written by a newer version'),
  ])
})

test('a record that lies in the place of another is left out', async () => {
  await document.writeModel(model)
  await rename(join(document.path, 'models', 'm1'), join(document.path, 'models', 'm2'))
  const again = await reopened()
  expect(again.models).toEqual([])
  expect(again.problems[0]).toContain('its id is "m1"')
})

test('records keep the order in which they were made', async () => {
  for (const [id, day] of [
    ['a', 3],
    ['b', 1],
    ['c', 2],
  ] as const)
    await document.writeModel({ ...model, id, createdAt: `2026-01-0${day}` })
  const inOrder = document.models.map(({ id }) => id)
  expect(inOrder).toEqual(['b', 'c', 'a'])
  expect((await reopened()).models.map(({ id }) => id)).toEqual(inOrder)
})

test('closing waits for what is being written and lets nothing follow', async () => {
  const values = Float32Array.of(1, NaN)
  const attributes = [{ name: 'smile, wide', kind: 'binary', values } as const]
  const writing = document.addDataset(dataset, new Uint8Array(12), attributes)
  await document.close()
  expect(await readdir(document.path)).toEqual(['datasets', 'document.json'])
  expect(await readdir(join(document.path, 'datasets'))).toEqual(['d1'])
  await expect(document.appendJournal({ kind: 'undo', at })).rejects.toThrow('was closed')
  await writing
  expect((await reopened()).datasets).toEqual([dataset])
})

test('what a crash left half-written is gone, what it had set aside is back', async () => {
  const unfinished = join(document.path, 'datasets', 'd9.0123456789ab.new')
  await mkdir(unfinished, { recursive: true })
  await document.writeCheckpoint('m1', 5, { 'decoder.onnx': Uint8Array.of(5) })
  const checkpoints = join(document.path, 'models', 'm1', 'checkpoints')
  await rename(join(checkpoints, '000000005'), join(checkpoints, '000000005.0123456789ab.old'))
  const again = await reopened()
  expect(await again.readDecoder('m1')).toEqual(Buffer.of(5))
  expect(await readdir(join(document.path, 'datasets'))).toEqual([])
})

test('a checkpoint is read whole while newer ones are written', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `${i % 3}/${i}`).sort()
  const files = (step: number): Record<string, Uint8Array> =>
    Object.fromEntries(names.map((name) => [name, new Uint8Array(100).fill(step)]))
  await document.writeCheckpoint('m1', 1, files(1))
  const write = async (): Promise<void> => {
    for (let step = 2; step <= 8; step++) await document.writeCheckpoint('m1', step, files(step))
  }
  await whileBusy(write(), async () => {
    const found = await document.readCheckpoint('m1')
    expect(Object.keys(found).sort()).toEqual(names)
    expect(new Set(Object.values(found).map((bytes) => bytes.join())).size).toBe(1)
  })
})

test('codes can be read while they are replaced', async () => {
  const encoding = { count: 2, latentSize: 2, mu, sigma: mu }
  await document.writeEncoding('m1', encoding)
  const write = async (): Promise<void> => {
    for (let i = 0; i < 40; i++) await document.writeEncoding('m1', encoding)
  }
  await whileBusy(write(), async () => expect((await document.readEncoding('m1')).mu).toEqual(mu))
})

/** Eight readers, again and again until the work is done. */
async function whileBusy(work: Promise<void>, read: () => Promise<void>): Promise<void> {
  let isBusy = true
  const readers = Array.from({ length: 8 }, async () => {
    while (isBusy) await read()
  })
  await work.finally(() => (isBusy = false))
  await Promise.all(readers)
}

test('opened to be looked at, a document stays as it is', async () => {
  await document.writeModel(model)
  await document.close()
  const looked = await openDocument(document.path, { readOnly: true })
  expect(looked.models).toEqual([model])
  await expect(looked.setCurrentModel('m1')).rejects.toThrow('to be looked at')
  expect(await readdir(document.path)).not.toContain('lock')
})
