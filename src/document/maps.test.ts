import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MapRecord } from '../core/records/map'
import type { Document } from './document'
import { createDocument, openDocument } from './open'
import { map } from './records.fixture'

let folder: string
let document: Document
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-maps-'))
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

const positions = Float32Array.of(1, 2, 3, 4)
const figures = {
  trustworthiness: 0.9,
  continuity: 0.95,
  sampled: 2,
  roundTrip: { near: 0.1, far: 0.2 },
  durationMs: 12,
}
const made = { version: 2, modelId: 'm1', dimensions: 2, latentSize: 2, figures } as const
const umap: MapRecord = {
  ...made,
  id: 'm1-umap',
  method: 'umap',
  count: 2,
  settings: { neighbours: 15 },
  createdAt: '2026-01-02T00:00:00.000Z',
}
const axes: MapRecord = {
  ...made,
  id: 'm1-axes',
  method: 'axes',
  mean: [0, 0],
  basis: [1, 0, 0.6, 0.8],
  lift: [1, -0.75, 0, 1.25],
  axes: [
    { kind: 'dimension', dimension: 0 },
    { kind: 'concept', conceptId: 'm1-smile', name: 'smile' },
  ],
  createdAt: '2026-01-03T00:00:00.000Z',
}

const fileOf = (id: string, file: string): string => join(document.path, 'maps', id, file)

test('several maps of a model come back, by every kind of method', async () => {
  for (const record of [umap, map, axes]) await document.writeMap(record, positions)
  await document.writeMap({ ...umap, id: 'other', modelId: 'm2' }, positions)
  const again = await reopened()
  expect(await again.readMaps('m1')).toEqual([map, umap, axes])
  expect(await again.readMap('m1-umap')).toEqual({ record: umap, positionsInMap: positions })
})

test('the map in use is remembered, until it is taken away', async () => {
  for (const record of [map, umap]) await document.writeMap(record, positions)
  await document.setMapInUse('m1', 'm1-umap')
  const again = await reopened()
  expect(again.record.mapsInUse).toEqual({ m1: 'm1-umap' })
  await again.removeMap(umap)
  expect((await reopened()).record.mapsInUse).toEqual({})
  expect(await document.readMaps('m1')).toEqual([map])
})

test('maps of the first version are read', async () => {
  await document.writeMap(map, positions)
  await writeFile(fileOf('m1', 'map.json'), JSON.stringify({ ...map, version: 1 }))
  expect((await document.readMap('m1')).record).toEqual(map)
})

test.each<[string, object]>([
  ['a method that there is not', { method: 'magic' }],
  ['a basis of another size', { ...axes, basis: [1] }],
  ['a lift of another size', { ...axes, lift: [1] }],
  ['axes of another map', { ...axes, axes: [axes.axes![0], axes.axes![0], axes.axes![0]] }],
  ['a figure that is none', { figures: { ...figures, trustworthiness: 7 } }],
  ['a round trip that is none', { figures: { ...figures, roundTrip: { near: -1, far: 0 } } }],
  ['a setting that is none', { settings: { neighbours: 'many' } }],
  ['more points than it has', { count: 3 }],
  ['an id that leads elsewhere', { ...axes, axes: [axes.axes![0], { ...axes.axes![1], conceptId: '../x' }] }],
])('a file with %s is refused', async (_, change) => {
  await document.writeMap(umap, positions)
  await writeFile(fileOf('m1-umap', 'map.json'), JSON.stringify({ ...umap, ...change, id: 'm1-umap' }))
  await expect(document.readMap('m1-umap')).rejects.toThrow(/damaged|does not hold/)
})

test('positions that are not numbers are refused', async () => {
  await document.writeMap(umap, positions)
  const file = await readFile(fileOf('m1-umap', 'positions.npy'))
  file.writeFloatLE(NaN, file.length - 4)
  await writeFile(fileOf('m1-umap', 'positions.npy'), file)
  await expect(document.readMap('m1-umap')).rejects.toThrow('does not hold the positions')
})

test('a damaged map is told and the others are read', async () => {
  for (const record of [map, umap]) await document.writeMap(record, positions)
  await writeFile(fileOf('m1-umap', 'map.json'), '{"version":2')
  expect(await document.readMaps('m1')).toEqual([map])
  expect(document.problems.join()).toContain('m1-umap')
})
