import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelFigures } from '../protocol/api'
import { openInProcess, type LocalService } from '../service/in-process'
import { testPaths } from '../service/paths.fixture'

/** The figures that the shipped demo promises, on faces that its model did not learn from. */

let folder: string
let local: LocalService
let figures: ModelFigures

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-demo-'))
  local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  const document = await local.service.call('document.openDemo', { path: join(folder, 'demo.slerp') })
  const modelId = document.currentModelId ?? ''
  figures = await local.service.call('model.measure', { modelId, attribute: 'smile' })
}, 60_000)

afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true, force: true })
})

test('a linear probe finds the labels in the codes', () => {
  expect(figures.auc['smile']).toBeGreaterThanOrEqual(0.99)
  for (const name of ['glasses', 'beard', 'long hair']) expect(figures.auc[name]).toBeGreaterThanOrEqual(0.95)
})

test('200 unsmiling faces smile after the edit and keep the rest', () => {
  expect(figures.images).toBe(200)
  expect(figures.transfer).toBeGreaterThanOrEqual(0.95)
  for (const name of ['glasses', 'beard', 'long hair'])
    expect(figures.kept[name]).toBeGreaterThanOrEqual(0.95)
})

test('reconstructions are close', () => {
  expect(figures.psnr).toBeGreaterThanOrEqual(27)
})

test('each concept of the document says how good it is and how far it may go', async () => {
  const modelId = (await local.service.call('document.current', {}))?.currentModelId ?? ''
  const { concepts } = await local.service.call('latent.open', { modelId })
  for (const { quality, safeRange, leakage, examples } of concepts) {
    expect(quality?.auc).toBeGreaterThanOrEqual(0.95)
    expect(safeRange[0]).toBeLessThan(-0.5)
    expect(safeRange[1]).toBeGreaterThan(0.5)
    expect(Object.keys(leakage)).toContain('skin tone')
    expect(Math.min(examples.positive, examples.negative)).toBeGreaterThan(100)
  }
})
