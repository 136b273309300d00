import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dragged } from '../protocol/api'
import { Handles } from './handles'
import { testPaths } from './paths.fixture'
import { openHere } from './training/trainer-here.fixture'
import { Workspace } from './workspace'

let folder: string
let workspace: Workspace
let handles: Handles
let modelId: string
let z: Float32Array
let opened = 0
let told: Dragged[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-handles-'))
  workspace = new Workspace(testPaths({ demo: resolve('resources/demo.slerp') }))
  await workspace.openDemo(join(folder, 'Demo.slerp'))
  modelId = workspace.document.models[0]!.id
  z = (await workspace.document.readEncoding(modelId)).mu.slice(0, 32)
  workspace.hub.add((name, data) => {
    if (name === 'handles.dragged') told.push(data as Dragged)
  })
  const open: typeof openHere = (rung, events) => {
    opened++
    return openHere(rung, events)
  }
  handles = new Handles(workspace, { info: { inUse: 'wasm' }, open })
})
afterAll(async () => {
  handles.kill()
  await workspace.close()
  await rm(folder, { recursive: true })
})

const request = () => ({ modelId, image: 0, z, handles: [{ from: [32, 16], to: [32, 10] } as const] })
const drag = async (): Promise<Dragged[]> => {
  told = []
  await handles.start(request())
  await expect.poll(() => told.at(-1)?.end, { timeout: 60_000 }).toBeDefined()
  return told
}

test('every step is told, the same each time, from a model that is opened once', async () => {
  await handles.prepare(modelId)
  const first = await drag()
  expect(first.slice(0, -1).map(({ step }) => step)).toEqual(first.slice(0, -1).map((_, i) => i + 1))
  expect(first[0]!.z).not.toEqual(z)
  expect(await drag()).toEqual(first)
  expect(opened).toBe(1)
}, 120_000)

test('it ends with what it has come to when it is told to, and another one meanwhile is refused', async () => {
  told = []
  await handles.start(request())
  await expect(handles.start(request())).rejects.toThrow(/being dragged already/)
  await expect.poll(() => told.length, { timeout: 60_000 }).toBeGreaterThan(1)
  handles.stop()
  await expect.poll(() => told.at(-1)?.end, { timeout: 60_000 }).toBe('stopped')
  expect(told.at(-1)!.z).toEqual(told.at(-2)!.z)
}, 120_000)

test('refuses codes of another size', async () => {
  await expect(handles.start({ ...request(), z: new Float32Array(3) })).rejects.toThrow(
    /has 32 numbers, not 3/,
  )
})
