import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { standardDraw } from '../../core/guests/codes'
import { gaussians, mulberry32, splitIndices } from '../../core/random/random'
import { conditionsFrom } from '../../core/records/conditions'
import { codeSizeOf, conditionsOf, defaultConfigs, type TrainingConfig } from '../../core/records/training'
import { createRun, openBackend } from '../../engine'
import type { GuestView } from '../../protocol/api'
import { wasmFolder } from '../../trainer/wasm-folder'
import { makeDocument } from '../features/actions.fixture'
import { guestHandlers } from '../features/guest'
import { testPaths } from '../paths.fixture'
import { Workspace } from '../workspace'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
let workspace: Workspace

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-drawn-'))
  await makeDocument(join(folder, 'A.slerp'))
  workspace = new Workspace(testPaths())
  await workspace.open(join(folder, 'A.slerp'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

const small = { batchSize: 2, channels: [2, 3, 4, 5] as [number, number, number, number], latentSize: 5 }
const { stylegan, ae, cvae } = defaultConfigs

/** A model that learned nothing, as it lies in a document, with codes for its six images. @returns its checkpoint */
async function addModel(config: TrainingConfig, mu: Float32Array): Promise<Record<string, Uint8Array>> {
  const { document } = workspace
  const dataset = document.datasets[0]!
  const run = await createRun({
    backend: await openBackend('wasm', { wasmFolder: wasmFolder() }),
    images: await document.readImages(dataset.id),
    width: 64,
    height: 64,
    split: splitIndices(6, 1, 0.5),
    config,
    conditions: conditionsFrom(await document.readAttributes(dataset.id), conditionsOf(config), 6),
  })
  const files = await run.checkpoint()
  run.dispose()
  await document.writeModel({ ...document.models[0]!, config })
  await document.writeCheckpoint('m1', 0, files)
  const size = codeSizeOf(config)
  await document.writeEncoding('m1', { count: mu.length / size, latentSize: size, mu, sigma: mu })
  return files
}

async function draw(...seeds: number[]): Promise<GuestView[]> {
  const about = { signal: new AbortController().signal, emit: () => {} }
  const add = guestHandlers(workspace)['guest.add']
  for (const seed of seeds) await add({ modelId: 'm1', wish: { kind: 'sample', seed } }, about)
  return workspace.guests.codesOf('m1')
}

test('a random picture of a style model is its draw through the mapping, and can be seen', async () => {
  const config = { ...stylegan, ...small }
  const files = await addModel(config, new Float32Array(6 * codeSizeOf(config)))
  const guests = await draw(3, 4)
  const session = await InferenceSession.create(files['mapping.onnx']!)
  const z = Float32Array.from([3, 4].flatMap((seed) => [...standardDraw(seed, 5)]))
  const { code } = await session.run({ z: new Tensor('float32', z, [2, 5]) })
  const [expected, actual] = [code!.data as Float32Array, guests.flatMap((guest) => [...guest.code])]
  expect(actual).toHaveLength(2 * codeSizeOf(config))
  actual.forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 4))
  const { datasetId } = workspace.document.models[0]!
  expect(await workspace.guests.pixelsOf(datasetId, guests[0]!.image)).toHaveLength(64 * 64 * 3)
})

test('without ONNX Runtime one sentence says why there is none, and none is added', async () => {
  const config = { ...stylegan, ...small }
  vi.stubEnv('SLERP_DECODER', 'tfjs')
  const plain = new Workspace(testPaths())
  await workspace.close()
  await plain.open(join(folder, 'A.slerp'))
  workspace = plain
  await addModel(config, new Float32Array(6 * codeSizeOf(config)))
  await expect(draw(3)).rejects.toThrow('needs ONNX Runtime')
  expect(workspace.guests.of('m1')).toEqual([])
})

test('random pictures of an autoencoder are spread as the codes of its data are', async () => {
  const config = { ...ae, ...small, latentSize: 2 }
  // Two numbers that go together: (x, x + a tenth).
  const noise = gaussians(800, mulberry32(5))
  const mu = Float32Array.from({ length: 800 }, (_, i) => 3 + noise[i - (i % 2)]! + (i % 2) * 0.1 * noise[i]!)
  await addModel(config, mu)
  const codes = (await draw(...Array.from({ length: 200 }, (_, seed) => seed))).map(({ code }) => code)
  const mean = (numbers: number[]): number => numbers.reduce((a, b) => a + b) / numbers.length
  expect(mean(codes.map(([x]) => x!))).toBeCloseTo(3, 0)
  expect(mean(codes.map(([x, y]) => (x! - y!) ** 2))).toBeLessThan(0.02)
  expect(mean(codes.map(([x]) => (x! - 3) ** 2))).toBeGreaterThan(0.7)
})

test('what a conditional model is told of a random picture is in the middle', async () => {
  const named = workspace.document.datasets[0]!.attributes.slice(0, 2).map(({ name }) => name)
  const config = { ...cvae, ...small, conditions: named }
  await addModel(config, new Float32Array(6 * 7))
  const [guest] = await draw(9)
  expect([...guest!.code]).toEqual([...standardDraw(9, 5), 0, 0])
})
