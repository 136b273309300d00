import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { latentDimensions } from '../../core/projection/axes'
import type { LatentView, MapMaking } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

/** On a copy of the shipped demo: 3,000 codes of 32 numbers, six concepts. */

let folder: string
let local: LocalService
let latent: LatentView
let modelId: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-map-'))
  local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  const { currentModelId } = await local.service.call('document.openDemo', { path: join(folder, 'A.slerp') })
  modelId = currentModelId!
  latent = await local.service.call('latent.open', { modelId })
}, 60_000)
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

const idOf = (name: string): string => latent.concepts.find((concept) => concept.name === name)!.id

test('the demo is shown by its principal components, and nothing else is made', () => {
  expect(latent.maps).toEqual([latent.map.record])
  expect(latent.map.record).toMatchObject({ id: modelId, method: 'pca', dimensions: 2 })
})

test('a map by UMAP takes shape, is measured, chosen and remembered', async () => {
  const told: MapMaking[] = []
  const stop = local.service.on('map.making', (making) => void told.push(making))
  const request = { modelId, method: 'umap', dimensions: 2, settings: { epochs: 40 } } as const
  const { record, positionsInMap } = await local.service.call('map.compute', request)
  stop()
  expect(positionsInMap).toHaveLength(2 * latent.count)
  expect(record.figures!.trustworthiness).toBeGreaterThan(0.85)
  expect(record.figures!.continuity).toBeGreaterThan(0.85)
  expect(record.figures!.roundTrip.near).toBeGreaterThan(0)
  expect(new Set(told.map(({ label }) => label))).toEqual(
    new Set(['Finding neighbours', 'Laying out the map', 'Measuring the map']),
  )
  const layouts = told.flatMap((making) => making.positionsInMap ?? [])
  expect(layouts.length).toBeGreaterThan(2)
  expect(layouts[0]).not.toEqual(layouts.at(-1))

  // Looking at it changes nothing.
  expect(await local.service.call('map.open', { modelId, mapId: record.id })).toEqual({
    record,
    positionsInMap,
  })
  expect((await local.service.call('latent.open', { modelId })).map).toEqual(latent.map)

  const shown = await local.service.call('map.choose', { modelId, mapId: record.id })
  expect(shown.map).toEqual({ record, positionsInMap })
  expect(await local.service.call('latent.open', { modelId })).toMatchObject(shown)

  // Made once more with the same settings, it takes the place of the old one.
  const again = await local.service.call('map.compute', { ...request, settings: { epochs: 40, seed: 1 } })
  expect(again.record.id).toBe(record.id)
  const left = await local.service.call('map.remove', { modelId, mapId: record.id })
  expect(left.map).toEqual(latent.map)
  expect(left.maps).toEqual(latent.maps)
})

test('concepts and latent dimensions are axes', async () => {
  const [smile, glasses] = ['smile', 'glasses'].map((name) => ({
    kind: 'concept' as const,
    conceptId: idOf(name),
  }))
  const { record } = await local.service.call('map.compute', {
    modelId,
    method: 'axes',
    axes: [smile!, glasses!],
  })
  expect(record).toMatchObject({
    method: 'axes',
    dimensions: 2,
    axes: [
      { ...smile, name: 'smile' },
      { ...glasses, name: 'glasses' },
    ],
    figures: { roundTrip: { near: 0, far: 0 } },
  })
  const axes = [3, 7].map((dimension) => ({ kind: 'dimension' as const, dimension }))
  const other = await local.service.call('map.compute', { modelId, method: 'axes', axes })
  expect(other.record).toMatchObject({ basis: latentDimensions([3, 7], latent.latentSize).flat() })
  const { maps } = await local.service.call('latent.open', { modelId })
  expect(maps.map(({ method }) => method)).toEqual(['pca', 'axes', 'axes'])
})

test('what cannot be made says why and leaves nothing', async () => {
  const before = await local.service.call('map.list', { modelId })
  const axis = { kind: 'dimension', dimension: 3 } as const
  const refused = [
    [{ modelId, method: 'raw' }, '32 dimensions'],
    [{ modelId, method: 'axes', axes: [axis, axis] }, 'too much alike'],
    [{ modelId, method: 'axes', axes: [axis, { ...axis, dimension: 99 }] }, 'no latent dimension 99'],
    [{ modelId, method: 'axes', axes: [axis, { kind: 'concept', conceptId: 'none' }] }, 'no concept "none"'],
    [{ modelId, method: 'umap', dimensions: 2, settings: { neighbours: 1 } }, 'Neighbours'],
    [{ modelId, method: 'tsne', dimensions: 2, settings: { epochs: 1 } }, 'no setting called epochs'],
  ] as const
  for (const [request, words] of refused)
    await expect(
      local.service.call(
        'map.compute',
        structuredClone(request) as Parameters<typeof local.service.call<'map.compute'>>[1],
      ),
    ).rejects.toThrow(words)
  await expect(local.service.call('map.choose', { modelId, mapId: 'none' })).rejects.toThrow('no map "none"')
  await expect(local.service.call('map.open', { modelId, mapId: '../m' })).rejects.toThrow('no map "../m"')
  await expect(local.service.call('map.remove', { modelId, mapId: modelId })).rejects.toThrow('stays')
  expect(await local.service.call('map.list', { modelId })).toEqual(before)
})

test('a map that is given up is not kept, and pictures are decoded meanwhile', async () => {
  const before = await local.service.call('map.list', { modelId })
  const giveUp = new AbortController()
  const making = local.service.call('map.compute', { modelId, method: 'tsne', dimensions: 2 }, giveUp)
  const ended = making.then(
    () => 'made',
    (error: { code: string }) => error.code,
  )
  const z = latent.mu.slice(0, latent.latentSize)
  const picture = await local.service.call('latent.decode', { modelId, z, count: 1 })
  expect(picture.count).toBe(1)
  giveUp.abort()
  expect(await ended).toBe('cancelled')
  expect(await local.service.call('map.list', { modelId })).toEqual(before)
})
