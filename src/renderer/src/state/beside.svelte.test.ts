import { expect, test, vi } from 'vitest'
import type { MapRecord } from '../../../core/records/map'
import type { DocumentView, LatentView, MapView, TrainHistory } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Beside, keyOf } from './beside.svelte'
import { Workspace } from './workspace.svelte'

const head = { version: 2, latentSize: 2, createdAt: '2026-01-01T00:00:00.000Z', method: 'raw' } as const
const recordOf = (id: string, modelId: string): MapRecord => ({
  ...head,
  id,
  modelId,
  dimensions: 2,
  mean: [0, 0],
  basis: [1, 0, 0, 1],
})
const positions = Float32Array.of(0, 0, 4, 0, 4, 2, 0, 2, 1, 1)
/** The same, turned by a quarter, mirrored, twice as large and elsewhere. */
const turned = positions.map((_, k) => (k % 2 ? 2 * positions[k - 1]! + 9 : 2 * positions[k + 1]! - 5))

const shown: MapView = { record: recordOf('a', 'a'), positionsInMap: positions }
const other: MapView = { record: recordOf('b', 'b'), positionsInMap: turned }
const none: TrainHistory = {
  modelId: 'a',
  datasetId: 'd',
  steps: new Uint32Array(),
  epochs: new Uint32Array(),
  images: new Uint32Array(),
  positionsInMap: new Float32Array(),
}
const past: TrainHistory = {
  ...none,
  steps: Uint32Array.from({ length: 20 }, (_, i) => 10 * i),
  epochs: Uint32Array.from({ length: 20 }, (_, i) => i),
  images: Uint32Array.of(1, 2, 4),
  // At every moment as now, but twice as large.
  positionsInMap: Float32Array.from({ length: 120 }, (_, k) => 2 * [4, 0, 4, 2, 1, 1][k % 6]!),
}

function made(history: TrainHistory) {
  const [near, far] = portPair()
  const handlers: Partial<Handlers> = {
    'map.list': ({ modelId }) => (modelId === 'a' ? [shown.record] : [other.record]),
    'map.open': () => other,
    'train.history': () => history,
  }
  serve(far, handlers)
  const service = connect(near)
  const workspace = new Workspace(service)
  const models = ['a', 'b'].map((id) => ({ id, name: id, datasetId: 'd' }))
  workspace.document = { models, datasets: [] } as unknown as DocumentView
  workspace.latent = { modelId: 'a', datasetId: 'd', count: 5, map: shown, maps: [] } as unknown as LatentView
  return { workspace, beside: new Beside(service, workspace) }
}

const close = (values: ArrayLike<number>, expected: ArrayLike<number>): void =>
  Array.from(expected).forEach((value, k) => expect(values[k]).toBeCloseTo(value, 4))

test('another model of the same images is laid over the shown map', async () => {
  const { beside } = made(none)
  await beside.open()
  expect(beside.choices.map(keyOf)).toEqual(['b'])
  await vi.waitFor(() => expect(beside.map?.isAligned).toBe(true))
  close(beside.map!.positionsInMap, positions)
})

test('a moment of the run shows the images that were followed, by their own numbers', async () => {
  const { beside } = made(past)
  await beside.open()
  const moments = beside.choices.filter(({ kind }) => kind === 'moment')
  expect(moments.map(keyOf)).toEqual(['a@0', 'a@40', 'a@80', 'a@110', 'a@150', 'a@190'])
  await beside.choose(moments[2]!)
  close(beside.map!.positionsInMap, [4, 0, 4, 2, 1, 1])
  expect([beside.imageAt(2), beside.placeOf(4), beside.placeOf(3)]).toEqual([4, 2, undefined])
})

test('closed, it holds nothing; a late answer does not open it again', async () => {
  const { beside } = made(none)
  const opening = beside.open()
  beside.close()
  await opening
  expect([beside.isOpen, beside.choice, beside.map]).toEqual([false, undefined, undefined])
})
