import { expect, test } from 'vitest'
import type { MapRecord } from '../../../core/records/map'
import { defaultConfigs } from '../../../core/records/training'
import type { DocumentView, EditingView, LatentView } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Editor } from './editor.svelte'
import { Path } from './path.svelte'
import { Probe } from './probe.svelte'
import { untouched, Workspace } from './workspace.svelte'

/** Two codes in three dimensions, of which the map shows the first two. */
const record: MapRecord = {
  version: 2,
  id: 'map',
  modelId: 'm',
  method: 'pca',
  dimensions: 2,
  latentSize: 3,
  mean: [0, 0, 0],
  basis: [1, 0, 0, 0, 1, 0],
  createdAt: '2026-01-01T00:00:00.000Z',
}
const latent: LatentView = {
  modelId: 'm',
  datasetId: 'd',
  config: { ...defaultConfigs.vae, latentSize: 3 },
  count: 2,
  latentSize: 3,
  mu: Float32Array.of(0, 0, 5, 1, 0, 6),
  map: { record, positionsInMap: Float32Array.of(0, 0, 1, 0) },
  maps: [],
  concepts: [],
  guests: [],
}

const editing: EditingView = { ...untouched, selected: { modelId: 'm', image: 1 } }
const document: DocumentView = {
  path: '/a.slerp',
  name: 'a',
  datasets: [],
  models: [],
  problems: [],
  currentModelId: 'm',
  editing,
}

/** A picture is its code times ten. */
const pictures: Handlers['latent.decode'] = ({ z, count }) => ({
  width: 1,
  height: 1,
  count,
  rgba: new Uint8Array(4 * count).map((_, i) => 10 * (z[3 * (i >> 2) + (i & 3)] ?? 0)),
})

async function opened() {
  const [near, far] = portPair()
  serve(far, {
    'document.open': () => document,
    'latent.open': () => latent,
    'dataset.attributes': () => [],
    'dataset.images': () => ({ width: 1, height: 1, count: 1, rgba: new Uint8Array(4) }),
    'latent.decode': pictures,
  })
  const service = connect(near)
  const workspace = new Workspace(service)
  const editor = new Editor(service, workspace)
  await workspace.openDocument('/a.slerp')
  return { workspace, path: new Path(service, editor), probe: new Probe(service, editor) }
}

const seen = (rgba: Uint8Array | undefined): number[] => [...(rgba ?? [])].slice(0, 3)

test('a whole line gives its pictures in order, in the plane through the selected code', async () => {
  const { path } = await opened()
  const line = [
    [0, 0],
    [15, 0],
  ]
  path.trace(line, false)
  expect([path.figures.length, path.record]).toEqual([1, undefined])
  path.trace(line, true)
  await expect.poll(() => path.pictures.length).toBe(16)
  expect(path.pictures.map(({ rgba }) => seen(rgba))).toEqual(
    Array.from({ length: 16 }, (_, i) => [10 * i, 0, 60]),
  )
  path.at = 2
  expect(path.looked).toMatchObject({ label: 'Path: 3 of 16', picture: path.pictures[2] })
  expect(path.figures.at(-1)).toEqual({
    role: 'mark',
    through: [
      [2, 0],
      [2, 0],
    ],
  })
})

test('another way keeps the line, and shows where it really goes', async () => {
  const { path } = await opened()
  path.trace(
    [
      [-8, 0],
      [0, 9],
      [8, 0],
    ],
    true,
  )
  path.choose({ way: 'linear', count: 8 })
  await expect.poll(() => path.pictures.length).toBe(8)
  expect(path.places.every(([, y]) => Math.abs(y!) < 1e-6)).toBe(true)
  expect(path.record).toMatchObject({ way: 'linear', count: 8, modelId: 'm', mapId: 'map' })
})

test('a line that is given up, or lies on another map, is not there', async () => {
  const { path, workspace } = await opened()
  path.trace([[0, 0]], false)
  path.trace(undefined, false)
  expect(path.figures).toEqual([])
  path.trace(
    [
      [0, 0],
      [1, 1],
    ],
    true,
  )
  expect(path.record).toBeDefined()
  const other = { ...latent.map, record: { ...record, id: 'other' } }
  workspace.showMap('m', { maps: [], map: other })
  expect([path.record, path.figures]).toEqual([undefined, []])
})

test('the probe shows what lies there, or the image itself, and leaves nothing behind', async () => {
  const { probe } = await opened()
  probe.look([3, 2])
  await expect.poll(() => seen(probe.looked?.picture?.rgba)).toEqual([30, 20, 60])
  expect(probe.looked?.label).toBe('Probe')
  probe.look([0, 0], 0)
  await expect.poll(() => seen(probe.looked?.picture?.rgba)).toEqual([0, 0, 50])
  expect(probe.looked?.label).toBe('Probe: image 0')
  probe.end()
  expect(probe.looked).toBeUndefined()
})
