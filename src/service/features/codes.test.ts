import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LatentView, TaskProgress } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

/** On a copy of the shipped demo: 3,000 faces and a VAE. */

let folder: string
let local: LocalService
let latent: LatentView
let modelId: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-codes-'))
  local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  const { currentModelId } = await local.service.call('document.openDemo', { path: join(folder, 'A.slerp') })
  modelId = currentModelId!
  latent = await local.service.call('latent.open', { modelId })
}, 60_000)
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

test('the spread of a posterior is what the encoder says of the picture', async () => {
  const at = (image: number) => local.service.call('latent.posterior', { modelId, image })
  const [first, last] = [await at(0), await at(latent.count - 1)]
  expect(first!.sigma).toHaveLength(latent.latentSize)
  expect(first!.sigma).not.toEqual(last!.sigma)
  for (const sigma of first!.sigma) expect(sigma > 0 && sigma < 2).toBe(true)
  await expect(at(latent.count)).rejects.toThrow(`no image ${latent.count}`)
})

test('errors are those of decoding each code; they can be given up, and are measured once', async () => {
  const call = (signal?: AbortSignal) =>
    local.service.call('latent.errors', { modelId }, signal && { signal })
  const giveUp = new AbortController()
  const told: TaskProgress[] = []
  const stop = local.service.on('latent.comparing', (progress) => {
    told.push(progress)
    giveUp.abort()
  })
  await expect(call(giveUp.signal)).rejects.toThrow()
  const errors = await call()
  expect(told[0]).toMatchObject({ label: 'Comparing reconstructions', total: latent.count })

  const image = 5
  const z = latent.mu.slice(image * latent.latentSize, (image + 1) * latent.latentSize)
  const decoded = await local.service.call('latent.decode', { modelId, z, count: 1 })
  const indices = Uint32Array.of(image)
  const original = await local.service.call('dataset.images', { datasetId: latent.datasetId, indices })
  const squares = original.rgba.reduce((sum, x, i) => sum + ((x - decoded.rgba[i]!) / 255) ** 2, 0)
  expect(errors[image]).toBeCloseTo(squares / (64 * 64 * 3), 6)

  told.length = 0
  expect(await call()).toEqual(errors)
  expect(told).toEqual([])
  stop()
}, 60_000)
