import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeOf } from '../../core/editing/evaluate'
import type { GuestView, LatentView } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

let folder: string
let path: string
let local: LocalService
let latent: LatentView
let told: GuestView[] | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-guests-'))
  path = join(folder, 'Demo.slerp')
  await open()
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

async function open(): Promise<void> {
  local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  const { currentModelId } = await local.service.call('document.openDemo', { path })
  latent = await local.service.call('latent.open', { modelId: currentModelId! })
  told = undefined
  local.service.on('guest.changed', ({ guests }) => (told = guests))
}

const crop = { x: 32, y: 32, size: 64, angle: 0 }

/** An image of the data as if it were a photo: then its code is known. */
async function addPhoto(image: number) {
  const { modelId, datasetId } = latent
  const indices = Uint32Array.of(image)
  const pixels = await local.service.call('dataset.images', { datasetId, indices })
  const wish = { kind: 'photo' as const, fileName: 'me.jpg', crop, pixels }
  return local.service.call('guest.add', { modelId, wish, name: 'Me' })
}

test('a photo has the number after the data, is selected, and its code is the encoder’s', async () => {
  const { count, modelId } = latent
  const editing = await addPhoto(5)
  expect(editing.selected).toEqual({ modelId, image: count })
  expect(told?.map(({ image, name, kind }) => [image, name, kind])).toEqual([[count, 'Me', 'photo']])
  const own = codeOf(latent, 5)!
  told![0]!.code.forEach((x, j) => expect(x).toBeCloseTo(own[j]!, 3))
})

test('its picture and thumbnail come with those of the data', async () => {
  await addPhoto(5)
  const { datasetId, count } = latent
  const indices = Uint32Array.of(5, count)
  for (const method of ['dataset.images', 'dataset.thumbnailsOf'] as const) {
    const { rgba } = await local.service.call(method, { datasetId, indices })
    const half = rgba.length / 2
    expect(rgba.slice(half)).toEqual(rgba.slice(0, half))
  }
})

test('it comes and goes with undo, is edited as others are, and its number is not used again', async () => {
  const { modelId, count } = latent
  await local.service.call('edit.select', { modelId, image: 3 })
  await addPhoto(5)
  const edits = [{ modelId, image: count, operations: [{ kind: 'move' as const, offset: [1] }] }]
  await local.service.call('edit.commit', { edits })
  await local.service.call('edit.undo', {})
  const undone = await local.service.call('edit.undo', {})
  expect(undone.selected).toEqual({ modelId, image: 3 })
  expect(told).toEqual([])
  await expect(local.service.call('edit.commit', { edits })).rejects.toThrow(`no image ${count}`)
  expect((await addPhoto(6)).selected?.image).toBe(count + 1)
})

test('a random picture is that of its seed, a mix lies between, and all are there again after a restart', async () => {
  const { modelId, count } = latent
  await local.service.call('guest.add', { modelId, wish: { kind: 'sample', seed: 4 } })
  const offset = Array.from({ length: latent.latentSize }, (_, i) => i)
  const parents = [
    { image: 2, weight: 1, operations: [{ kind: 'move' as const, offset }] },
    { image: count, weight: 0, operations: [] },
  ]
  await local.service.call('guest.add', { modelId, wish: { kind: 'mix', parents } })
  const before = told!
  expect(before.map(({ kind }) => kind)).toEqual(['sample', 'mix'])
  expect([...before[1]!.code]).toEqual([...codeOf(latent, 2)!.map((x, i) => x + i)])
  await expect(local.service.call('guest.remove', { modelId, image: count })).rejects.toThrow(
    'is mixed of it',
  )
  await local.close()
  await open()
  expect(latent.guests).toEqual(before)
})

test('who is renamed or removed can be had back', async () => {
  const { modelId, count } = latent
  await addPhoto(5)
  await local.service.call('guest.rename', { modelId, image: count, name: ' You ' })
  expect(told?.[0]?.name).toBe('You')
  const removed = await local.service.call('guest.remove', { modelId, image: count })
  expect([told, removed.selected?.image]).toEqual([[], null])
  await local.service.call('edit.undo', {})
  expect(told?.[0]?.name).toBe('You')
})

test('what cannot be is refused', async () => {
  const { modelId, count } = latent
  const pixels = { width: 2, height: 2, count: 1, rgba: new Uint8Array(16) }
  const small = { kind: 'photo' as const, fileName: 'me.jpg', crop, pixels }
  await expect(local.service.call('guest.add', { modelId, wish: small })).rejects.toThrow('64 x 64')
  const lone = { kind: 'mix' as const, parents: [{ image: 2, weight: 1, operations: [] }] }
  await expect(local.service.call('guest.add', { modelId, wish: lone })).rejects.toThrow('parents')
  const stray = {
    kind: 'mix' as const,
    parents: [2, count].map((image) => ({ image, weight: 1, operations: [] })),
  }
  await expect(local.service.call('guest.add', { modelId, wish: stray })).rejects.toThrow(`no image ${count}`)
})

test('guests that cannot be are left out, and the document opens', async () => {
  await addPhoto(5)
  const { datasetId, modelId, count } = latent
  await local.close()
  const photo = { kind: 'photo', fileName: 'x', crop }
  const own = (n: number) => ({ id: `g${n}`, datasetId, image: count + n })
  const records = [
    { ...own(0), image: 3, name: 'Among the data', source: photo },
    { ...own(1), name: 'Without pixels', source: photo },
    { ...own(2), datasetId: '../..', name: 'Elsewhere', source: photo },
    { ...own(3), name: 'Huge', source: { ...photo, crop: { ...crop, size: 1e12 } } },
    {
      ...own(4),
      name: 'Its own parent',
      source: {
        kind: 'mix',
        modelId,
        parents: [1, 2].map(() => ({ image: count + 4, weight: 1, operations: [] })),
      },
    },
  ]
  for (const guest of records) {
    const entry = { kind: 'guest', at: '2026-01-01T00:00:00.000Z', guest }
    await appendFile(join(path, 'journal.jsonl'), `${JSON.stringify(entry)}\n`)
  }
  await writeFile(join(path, 'datasets', datasetId, 'guests', `${count + 1}.npy`), 'no array')
  await open()
  expect(latent.guests.map(({ name }) => name)).toEqual(['Me'])
})

test('an export of a photo is followed where the photo is, and elsewhere a sentence says what is missing', async () => {
  await addPhoto(5)
  const { modelId, datasetId, count } = latent
  const images = await local.service.call('dataset.images', { datasetId, indices: Uint32Array.of(count) })
  const file = join(folder, 'out.png')
  const subject = { kind: 'edit' as const, image: count, operations: [] }
  await local.service.call('export.png', { images, scale: 1, path: file, recipe: { modelId, subject } })
  expect((await local.service.call('recipe.read', { path: file }))?.modelId).toBe(modelId)

  // Undone, it is had back as a step.
  await local.service.call('edit.undo', {})
  const found = await local.service.call('recipe.read', { path: file })
  expect(found).toMatchObject({ modelId, gone: [expect.any(String) as string] })
  expect(told).toEqual([])
  await local.service.call('guest.bringBack', { modelId, ids: found?.modelId ? (found.gone ?? []) : [] })
  expect(told?.map(({ image, name }) => [image, name])).toEqual([[count, 'Me']])
  expect(await local.service.call('recipe.read', { path: file })).not.toHaveProperty('gone')
  await local.service.call('edit.undo', {})
  expect(told).toEqual([])
  await local.close()
  path = join(folder, 'Other.slerp')
  await open()
  // Another picture with the same number is not the one.
  await addPhoto(6)
  expect(await local.service.call('recipe.read', { path: file })).toMatchObject({
    because: 'It was made of the picture "Me", which this document does not have.',
  })
})

test('a mix that was undone comes back with the one that it is mixed of; without its pixels it does not', async () => {
  const { modelId, datasetId, count } = latent
  await addPhoto(5)
  const parents = [3, count].map((image) => ({ image, weight: 1, operations: [] }))
  await local.service.call('guest.add', { modelId, wish: { kind: 'mix', parents }, name: 'Child' })
  const images = await local.service.call('dataset.images', { datasetId, indices: Uint32Array.of(count + 1) })
  const file = join(folder, 'child.png')
  const subject = { kind: 'edit' as const, image: count + 1, operations: [] }
  await local.service.call('export.png', { images, scale: 1, path: file, recipe: { modelId, subject } })
  const before = told
  for (let i = 0; i < 2; i++) await local.service.call('edit.undo', {})
  expect(told).toEqual([])
  const found = await local.service.call('recipe.read', { path: file })
  const ids = found?.modelId ? (found.gone ?? []) : []
  expect(ids).toHaveLength(1)
  await local.service.call('guest.bringBack', { modelId, ids })
  expect(told).toEqual(before)
  for (let i = 0; i < 2; i++) await local.service.call('edit.undo', {})
  await rm(join(path, 'datasets', datasetId, 'guests', `${count}.npy`))
  const without = await local.service.call('recipe.read', { path: file })
  expect(without).toMatchObject({
    because: 'It was made of the picture "Child", which this document does not have.',
  })
  await expect(local.service.call('guest.bringBack', { modelId, ids: ['stranger'] })).rejects.toThrow(
    'never here',
  )
})
