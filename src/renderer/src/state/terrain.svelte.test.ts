import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openProjection } from '../../../core/projection/projection'
import type { MapRecord } from '../../../core/records/map'
import { defaultConfigs } from '../../../core/records/training'
import type { LatentView } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve } from '../../../protocol/rpc'
import { Terrain, type TerrainScene } from './terrain.svelte'

/** Four codes in three dimensions, of which the map shows the first two. */
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
const mu = Float32Array.of(0, 0, 5, 1, 0, 6, 0, 1, 7, 1, 1, 8)
const latent: LatentView = {
  modelId: 'm',
  datasetId: 'd',
  config: { ...defaultConfigs.vae, latentSize: 3 },
  count: 4,
  latentSize: 3,
  mu,
  map: { record, positionsInMap: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1) },
  maps: [],
  concepts: [],
  guests: [],
}

const scene = (index: number, isHeld = false): TerrainScene => ({
  latent,
  projection: openProjection(record),
  sidePx: 1,
  anchor: { code: mu.slice(3 * index, 3 * index + 3), index },
  isHeld,
})

/** A picture is its code times ten. */
function makeTerrain() {
  const decoded: number[][] = []
  const [near, far] = portPair()
  serve(far, {
    'latent.decode': ({ z, count }) => {
      decoded.push([...z])
      const rgba = new Uint8Array(4 * count).map((_, i) => 10 * (z[3 * (i >> 2) + (i & 3)] ?? 0))
      return { width: 1, height: 1, count, rgba }
    },
  })
  return { terrain: new Terrain(connect(near)), decoded }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('a tile is the picture at its middle in the plane through the selected code', async () => {
  const { terrain, decoded } = makeTerrain()
  terrain.follow(scene(2))
  const got: number[] = []
  terrain.ground!.want([{ level: 0, x: 0, y: 0 }], (_, rgba) => got.push(...rgba.subarray(0, 3)))
  await vi.waitFor(() => expect(got).toEqual([5, 5, 70]))
  expect(decoded).toEqual([[0.5, 0.5, 7]])
})

test('another code makes another plane once the hand rests, a code in the same plane does not', () => {
  const { terrain } = makeTerrain()
  terrain.follow(scene(2))
  const first = terrain.ground
  terrain.follow({ ...scene(2), anchor: { code: Float32Array.of(9, -3, 7) } })
  vi.runAllTimers()
  expect(terrain.ground).toBe(first)
  terrain.follow(scene(3))
  expect(terrain.ground).toBe(first)
  vi.runAllTimers()
  expect(terrain.ground).not.toBe(first)
  expect(terrain.ground).toMatchObject({ mapId: 'map', grid: first!.grid })
})

test('while something is held nothing is decoded and the plane stays', async () => {
  const { terrain, decoded } = makeTerrain()
  terrain.follow(scene(2))
  const first = terrain.ground!
  terrain.follow(scene(3, true))
  const got: Uint8Array[] = []
  first.want([{ level: 1, x: 0, y: 0 }], (_, rgba) => got.push(rgba))
  vi.runAllTimers()
  await Promise.resolve()
  expect([decoded.length, terrain.ground]).toEqual([0, first])
  terrain.follow(scene(2))
  await vi.waitFor(() => expect(got.length).toBe(1))
})

test('without a scene there is no terrain', () => {
  const { terrain } = makeTerrain()
  terrain.follow(scene(0))
  terrain.follow(undefined)
  expect(terrain.ground).toBeUndefined()
})
