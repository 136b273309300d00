import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ServiceApi } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

let folder: string
let local: LocalService

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-service-'))
  local = openInProcess(testPaths({ demo: join(folder, 'no demo') }))
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

/** What people are shown: a sentence, without what only programmers know. */
const isForPeople = (message: string): void => {
  // Paths are left out: the random name of a temporary folder may look like a code.
  expect(message.replace(/\/\S+/g, '')).not.toMatch(/\bE[A-Z]{3,}\b|errno|undefined|\bat .*\.ts/)
  expect(message).toMatch(/^\S.{8,}/)
}
async function failure(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await call.then(
    () => undefined,
    (reason: { code: string; message: string }) => reason,
  )
  expect(error, 'it should have failed').toBeDefined()
  isForPeople(error!.message)
  return error!
}

test('a document is made, known and opened again', async () => {
  const path = join(folder, 'deep', 'Faces.slerp')
  expect(await local.service.call('document.current', {})).toBeNull()
  const made = await local.service.call('document.create', { path })
  expect(made).toMatchObject({ path, name: 'Faces', datasets: [], models: [] })
  expect(made.editing).toEqual({
    edits: [],
    marks: [],
    timelines: [],
    selected: null,
    step: 0,
    canUndo: false,
    canRedo: false,
  })
  expect(await local.service.call('document.current', {})).toEqual(made)
  await local.close()
  expect(await local.service.call('document.current', {})).toBeNull()
  expect(await local.service.call('document.open', { path })).toEqual(made)
})

test('opening another document lets go of the first', async () => {
  const [one, two] = [join(folder, 'One.slerp'), join(folder, 'Two.slerp')]
  await local.service.call('document.create', { path: one })
  await local.service.call('document.create', { path: two })
  expect((await local.service.call('document.current', {}))?.name).toBe('Two')
  const other = openInProcess(testPaths())
  expect((await other.service.call('document.open', { path: one })).readOnlyBecause).toBeUndefined()
  expect((await other.service.call('document.open', { path: two })).readOnlyBecause).toContain(
    'another window',
  )
  await other.close()
})

test('a document that is open elsewhere is shown and not written', async () => {
  const path = join(folder, 'One.slerp')
  await local.service.call('document.create', { path })
  const other = openInProcess(testPaths())
  await other.service.call('document.open', { path })
  const error = await failure(other.service.call('dataset.build', { preset: 'emoji', count: 2, seed: 7 }))
  expect(error.code).toBe('busy')
  expect((await readdir(path)).includes('datasets')).toBe(false)
  await other.close()
})

test.each([
  ['a folder that is no document', (): string => folder, 'is not a Slerp document'],
  ['a folder that is not there', (): string => join(folder, 'gone.slerp'), 'is not a Slerp document'],
  ['a file', (): string => join(folder, 'file'), 'is not a Slerp document'],
  ['a place below a file', (): string => join(folder, 'file', 'x'), 'is not a Slerp document'],
])('opening %s is refused in words, and the open document stays', async (_, path, words) => {
  await writeFile(join(folder, 'file'), 'text')
  const open = await local.service.call('document.create', { path: join(folder, 'One.slerp') })
  const error = await failure(local.service.call('document.open', { path: path() }))
  expect(error.code).toBe('unreadable')
  expect(error.message).toContain(words)
  expect(await local.service.call('document.current', {})).toEqual(open)
})

test('nothing is made where something is, or where nothing can be', async () => {
  await writeFile(join(folder, 'file'), 'text')
  await mkdir(join(folder, 'folder'))
  const taken = await failure(local.service.call('document.create', { path: join(folder, 'folder') }))
  expect(taken.message).toContain('already exists')
  const below = await failure(
    local.service.call('document.create', { path: join(folder, 'file', 'One.slerp') }),
  )
  expect(below.code).toBe('unreadable')
  await failure(local.service.call('document.create', { path: join(folder, 'x'.repeat(300)) }))
  expect((await readdir(folder)).sort()).toEqual(['file', 'folder'])
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('text')
})

test('a demo that is not there is missed in words and leaves nothing', async () => {
  const error = await failure(local.service.call('document.openDemo', { path: join(folder, 'Demo.slerp') }))
  expect(error.code).toBe('unreadable')
  expect(error.message).toContain('There is no document at')
  expect(await readdir(folder)).toEqual([])
})

type Call = { [M in keyof ServiceApi]: [M, Parameters<ServiceApi[M]>[0]] }[keyof ServiceApi]
const edit = { modelId: 'none', image: 0, operations: [] }
const images = { width: 64, height: 64, count: 1, rgba: new Uint8Array(64 * 64 * 4) }
const aboutModels: Call[] = [
  ['latent.open', { modelId: 'none' }],
  ['latent.decode', { modelId: 'none', z: new Float32Array(32), count: 1 }],
  ['latent.encode', { modelId: 'none', images }],
  ['map.compute', { modelId: 'none', method: 'pca', dimensions: 2 }],
  ['concept.fit', { modelId: 'none', attribute: 'smile' }],
  ['edit.commit', { edits: [edit] }],
  ['edit.select', { modelId: 'none', image: 0 }],
  ['train.continue', { modelId: 'none' }],
  ['model.publish', { modelId: 'none' }],
  ['model.measure', { modelId: 'none', attribute: 'smile' }],
]

test.each(aboutModels)(
  '%s of a model that is not there says so and changes nothing',
  async (method, request) => {
    const path = join(folder, 'One.slerp')
    const before = await local.service.call('document.create', { path })
    const error = await failure(local.service.call(method, request))
    expect(error).toMatchObject({
      code: 'not-found',
      message: 'There is no model "none" in this document.',
    })
    expect(await local.service.call('document.current', {})).toEqual(before)
    expect((await readdir(path)).sort()).toEqual(['document.json', 'lock'])
  },
)

test.each(aboutModels)('%s without a document says that none is open', async (method, request) => {
  const error = await failure(local.service.call(method, request))
  expect(error).toMatchObject({ code: 'not-found', message: 'No document is open.' })
})

test('there is nothing to take back or to do again at first', async () => {
  await failure(local.service.call('edit.undo', {}))
  await local.service.call('document.create', { path: join(folder, 'One.slerp') })
  for (const method of ['edit.undo', 'edit.redo'] as const)
    expect(await local.service.call(method, {})).toMatchObject({
      edits: [],
      step: 0,
      canUndo: false,
      canRedo: false,
    })
})

test('training on a data set that is not there is refused', async () => {
  await local.service.call('document.create', { path: join(folder, 'One.slerp') })
  const error = await failure(local.service.call('train.start', { datasetId: 'none', config: {} }))
  expect(error).toMatchObject({ code: 'not-found', message: 'There is no data set "none" in this document.' })
})

test('a method that is not there is refused', async () => {
  const error = await failure(local.service.call('toString' as 'edit.undo', {}))
  expect(error.code).toBe('not-found')
})
