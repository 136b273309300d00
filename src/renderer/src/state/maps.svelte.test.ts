import { expect, test } from 'vitest'
import type { MapRecord } from '../../../core/records/map'
import { defaultConfigs } from '../../../core/records/training'
import type { DocumentView, LatentView, MapRequest, MapView } from '../../../protocol/api'
import { ServiceError } from '../../../protocol/errors'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Editor } from './editor.svelte'
import { Maps } from './maps.svelte'
import { untouched as editing, Workspace } from './workspace.svelte'

const head = { version: 2, modelId: 'm', latentSize: 3, createdAt: '2026-01-01T00:00:00.000Z' } as const
const pca: MapRecord = {
  ...head,
  id: 'm',
  method: 'pca',
  dimensions: 2,
  mean: [0, 0, 0],
  basis: [1, 0, 0, 0, 1, 0],
}
const inDepth: MapRecord = { ...pca, id: 'm-3d', dimensions: 3, basis: [1, 0, 0, 0, 1, 0, 0, 0, 1] }
const umap: MapRecord = { ...head, id: 'u', method: 'umap', dimensions: 2, count: 60, settings: {} }

/** Sixty codes on a line, which the map by UMAP shows as an arc. */
const count = 60
const mu = Float32Array.from({ length: 3 * count }, (_, k) => Math.floor(k / 3) / 10)
const arc = Float32Array.from({ length: 2 * count }, (_, k) =>
  k % 2 ? Math.sin(((k - 1) / 2 / count) * Math.PI) : Math.cos((k / 2 / count) * Math.PI),
)
const line = Float32Array.from({ length: 2 * count }, (_, k) => Math.floor(k / 2) / 10)
const space = new Float32Array(3 * count)
const views: Record<string, MapView> = {
  'm-3d': { record: inDepth, positionsInMap: space },
  'u-3d': { record: { ...umap, id: 'u-3d', dimensions: 3 }, positionsInMap: space },
  m: { record: pca, positionsInMap: line },
  u: { record: umap, positionsInMap: arc },
}
const latent: LatentView = {
  modelId: 'm',
  datasetId: 'd',
  config: { ...defaultConfigs.vae, latentSize: 3 },
  count,
  latentSize: 3,
  mu,
  maps: [pca, inDepth],
  map: views['m']!,
  concepts: [],
  guests: [],
}

const document: DocumentView = {
  path: '/a.slerp',
  name: 'a',
  datasets: [],
  models: [],
  problems: [],
  currentModelId: 'm',
  editing,
}
const picture = { width: 1, height: 1, count: 1, rgba: new Uint8Array(4) }

async function opened(overrides: Partial<Handlers> = {}) {
  const chosen: string[] = []
  const handlers: Partial<Handlers> = {
    'document.open': () => document,
    'latent.open': ({ modelId }) => ({ ...latent, modelId }),
    'dataset.attributes': () => [],
    'dataset.images': () => picture,
    'latent.decode': () => picture,
    'edit.select': ({ modelId, image }) => ({ ...editing, selected: { modelId, image } }),
    'edit.commit': ({ edits }) => ({
      ...editing,
      edits: [...edits],
      selected: { modelId: 'm', image: edits[0]!.image },
    }),
    'map.choose': ({ mapId }) => {
      chosen.push(mapId)
      return { maps: [pca, inDepth, umap], map: views[mapId]! }
    },
    'map.remove': () => ({ maps: [pca, inDepth], map: views['m']! }),
    ...overrides,
  }
  const [near, far] = portPair()
  serve(far, handlers)
  const service = connect(near)
  const workspace = new Workspace(service)
  const maps = new Maps(service, workspace)
  const editor = new Editor(service, workspace)
  await workspace.openDocument('/a.slerp')
  return { workspace, maps, editor, chosen }
}

const request = { modelId: 'm', method: 'umap', dimensions: 2 } as const

test('in space the same kind of map is shown: one that there is, or a new one', async () => {
  const asked: MapRequest[] = []
  const compute: Handlers['map.compute'] = (wanted) => (asked.push(wanted), views['u-3d']!)
  const { maps, chosen } = await opened({ 'map.compute': compute })
  await maps.showIn(2)
  await maps.showIn(3)
  expect([chosen, asked]).toEqual([['m-3d'], []])
  await maps.choose('u')
  await maps.showIn(3)
  expect(asked).toEqual([{ modelId: 'm', method: 'umap', dimensions: 3, settings: {} }])
  expect(chosen).toEqual(['m-3d', 'u', 'u-3d'])
})

test('while a map is made its points move, and then the model is shown by it', async () => {
  const layout = arc.map((x) => 2 * x)
  let release = (): void => {}
  const { maps, workspace, chosen } = await opened({
    'map.compute': async (_, { emit }) => {
      emit('map.making', {
        modelId: 'm',
        dimensions: 2,
        label: 'Laying out',
        done: 3,
        total: 10,
        positionsInMap: layout,
      })
      await new Promise<void>((resolve) => (release = resolve))
      return views['u']!
    },
  })
  const making = maps.make(request)
  await expect.poll(() => maps.making).toMatchObject({ label: 'Laying out', done: 3, total: 10 })
  expect(maps.layout?.positionsInMap).toEqual(layout)
  // Another model has nothing to do with it.
  await workspace.openModel('other')
  expect(maps.layout).toBeUndefined()
  await workspace.openModel('m')
  expect(maps.layout?.positionsInMap).toEqual(layout)
  release()
  await making
  expect([maps.making, maps.layout]).toEqual([undefined, undefined])
  expect(chosen).toEqual(['u'])
  expect(workspace.latent?.map.record).toEqual(umap)
  expect(maps.all).toEqual([pca, inDepth, umap])
})

test('a map that is given up leaves the one that was shown, and no complaint', async () => {
  const { maps, workspace, chosen } = await opened({
    'map.compute': (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone')))),
  })
  const making = maps.make(request)
  maps.cancel()
  await making
  expect([maps.making, maps.failure, chosen]).toEqual([undefined, undefined, []])
  expect(workspace.latent?.map.record).toEqual(pca)
})

test('what cannot be made is told in words', async () => {
  const { maps } = await opened({
    'map.compute': () => {
      throw new ServiceError('invalid-request', 'Neighbours is a whole number from 2 to 200, not 1.')
    },
  })
  await maps.make(request)
  expect(maps.failure?.what).toContain('Neighbours')
  maps.dismiss()
  expect(maps.failure).toBeUndefined()
})

test('a point without an edit lies where it is drawn, whichever map it is', async () => {
  const { maps, editor } = await opened()
  await editor.select(20)
  expect(editor.pointInMap).toEqual([2, 2])
  await maps.choose('u')
  expect(editor.pointInMap).toEqual([...arc.slice(40, 42)])
  await maps.remove('u')
  expect(editor.pointInMap).toEqual([2, 2])
})

test('on a map without a formula the point follows the hand, and comes to lie near it', async () => {
  const { maps, editor } = await opened()
  await maps.choose('u')
  await editor.startDrag(20)
  const hand: [number, number] = [arc[80]!, arc[81]!]
  editor.drag(hand)
  expect(editor.pointInMap).toEqual(hand)
  const [z0] = editor.z!
  expect(z0).toBeCloseTo(4, 0)
  await editor.release()
  expect(editor.z![0]).toBe(z0)
  const [x = 0, y = 0] = editor.pointInMap!
  expect([x, y]).not.toEqual(hand)
  expect(Math.hypot(x - hand[0], y - hand[1])).toBeLessThan(0.1)
})

test('a map that comes under the hand is dragged on from then', async () => {
  const { maps, editor } = await opened()
  await editor.startDrag(20)
  editor.drag([5, 5])
  expect([...editor.z!]).toEqual([5, 5, 2])
  await maps.choose('u')
  editor.drag([arc[20]!, arc[21]!])
  expect(editor.z![0]).toBeCloseTo(1, 0)
})
