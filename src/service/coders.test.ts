import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openInProcess, type LocalService } from './in-process'
import { testPaths } from './paths.fixture'

let folder: string
const opened: LocalService[] = []

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'slerp-coders-'))))
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(opened.splice(0).map((local) => local.close()))
  await rm(folder, { recursive: true, force: true })
})

async function demo(): Promise<{ service: LocalService['service']; modelId: string }> {
  const local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  opened.push(local)
  const path = join(folder, `${opened.length}.slerp`)
  const document = await local.service.call('document.openDemo', { path })
  return { service: local.service, modelId: document.currentModelId ?? '' }
}

it('decodes and encodes with TensorFlow.js what ONNX Runtime does, and says so', async () => {
  const usual = await demo()
  vi.stubEnv('SLERP_DECODER', 'tfjs')
  const fallback = await demo()
  const info = await fallback.service.call('engine.test', { again: false }).catch(() => null)
  expect(info?.decoding).toMatchObject({ by: 'tfjs' })

  const { mu, latentSize } = await usual.service.call('latent.open', { modelId: usual.modelId })
  const request = { modelId: usual.modelId, z: mu.slice(0, 3 * latentSize), count: 3 }
  const [expected, actual] = [
    await usual.service.call('latent.decode', request),
    await fallback.service.call('latent.decode', request),
  ]
  const worst = actual.rgba.reduce((most, byte, i) => Math.max(most, Math.abs(byte - expected.rgba[i]!)), 0)
  expect(worst).toBeLessThanOrEqual(1)

  const images = { modelId: usual.modelId, images: expected }
  const [codes, others] = [
    await usual.service.call('latent.encode', images),
    await fallback.service.call('latent.encode', images),
  ]
  codes.forEach((number, i) => expect(others[i]).toBeCloseTo(number, 3))
})
