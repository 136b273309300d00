import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TimelineRecord } from '../../core/records/timeline'
import { digitalSourceType } from '../../core/recipe/xmp'
import { emptyTimeline, withKeyframe } from '../../core/timeline/arrange'
import type { Found, TimelineExport } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

let folder: string
let local: LocalService
let modelId: string
let timeline: TimelineRecord

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-video-'))
  local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  const view = await local.service.call('document.openDemo', { path: join(folder, 'Demo.slerp') })
  modelId = view.currentModelId ?? view.models[0]!.id
  timeline = [0, 400, 1000].reduce<TimelineRecord>(
    (now, timeMs, i) =>
      withKeyframe(now, { id: `k${i}`, timeMs, content: { kind: 'edit', image: 5 * i, operations: [] } }),
    { ...emptyTimeline('t1', modelId, 'A & B <"x">'), durationMs: 1000, fps: 12 },
  )
})
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

const write = (wanted: Partial<TimelineExport>, signal?: AbortSignal) =>
  local.service.call(
    'export.timeline',
    { timeline, format: 'gif', size: 128, enlargement: 'nearest', path: join(folder, 'out.gif'), ...wanted },
    signal ? { signal } : {},
  )
const read = (path: string): Promise<Found | null> => local.service.call('recipe.read', { path })

test.each([
  ['gif', 'nearest'],
  ['gif', 'bicubic'],
  ['apng', 'lanczos'],
] as const)(
  '%s, %s: a file brings its timeline back and says that it is synthetic',
  async (format, enlargement) => {
    const path = join(folder, `${enlargement}.${format}`)
    expect(await write({ format, enlargement, path })).toEqual({ path, frames: 12 })
    expect((await read(path))?.recipe).toMatchObject({ subject: { kind: 'timeline', timeline }, enlargement })
    expect(await read(path)).toMatchObject({ modelId })
    expect(await readFile(path, 'utf8')).toContain(digitalSourceType)
  },
)

test('a folder holds a picture for each moment, each with the recipe', async () => {
  const path = join(folder, 'frames')
  await write({ format: 'png', path })
  const names = await readdir(path)
  expect(names).toHaveLength(12)
  expect((await read(join(path, names.at(-1)!)))?.recipe.subject).toEqual({ kind: 'timeline', timeline })
})

test('a single picture brings its edit back, and one without a recipe nothing', async () => {
  const rgba = new Uint8Array(8 * 8 * 4).fill(255)
  const png = { images: { width: 8, height: 8, count: 1, rgba }, scale: 2, path: join(folder, 'one.png') }
  await local.service.call('export.png', png)
  expect(await read(png.path)).toBeNull()
  const subject = { kind: 'edit' as const, image: 3, operations: [] }
  await local.service.call('export.png', { ...png, recipe: { modelId, subject } })
  expect((await read(png.path))?.recipe.subject).toEqual(subject)
})

test('where the model is not, one sentence says so', async () => {
  const path = join(folder, 'foreign.gif')
  await write({ path })
  const other = openInProcess(testPaths())
  await other.service.call('document.create', { path: join(folder, 'Other.slerp') })
  const found = await other.service.call('recipe.read', { path })
  await other.close()
  expect(found?.modelId).toBeUndefined()
  expect(found).toMatchObject({ because: expect.stringContaining('does not have') as string })
})

test.each([
  ['smaller than the model', { size: 32 }],
  ['too large', { size: 4096 }],
  ['of half a pixel', { size: 128.5 }],
])('pictures %s are refused', async (_, fault) => {
  await expect(write(fault)).rejects.toMatchObject({ code: 'invalid-request' })
})

test('what is cancelled leaves nothing', async () => {
  const path = join(folder, 'cancelled.gif')
  const cancel = new AbortController()
  const writing = write({ path, timeline: { ...timeline, durationMs: 60_000 } }, cancel.signal)
  setTimeout(() => cancel.abort(), 50)
  await expect(writing).rejects.toThrow()
  expect(await readdir(folder)).not.toContain('cancelled.gif')
})

test('damaged and hostile files are no recipes, and are soon done with', async () => {
  const path = join(folder, 'whole.gif')
  await write({ path })
  const whole = await readFile(path)
  const hostile = join(folder, 'hostile.gif')
  for (const part of [0, 6, 20, 800, 1500, whole.indexOf('</slerp:Manifest>')]) {
    await writeFile(hostile, whole.subarray(0, part))
    expect(await read(hostile)).toBeNull()
  }
  const text = whole.toString('latin1')
  for (const [from, to] of [
    ['"durationMs":1000', '"durationMs":-100'],
    ['"version":1', '"version":2'],
    ['"image":5', '"image":-'],
    ['"assertions"', '"assertionz"'],
  ] as const) {
    expect(text).toContain(from)
    await writeFile(hostile, Buffer.from(text.replaceAll(from, to), 'latin1'))
    expect(await read(hostile)).toBeNull()
  }
  const deep = `<slerp:Manifest>${'['.repeat(2_000_000)}</slerp:Manifest>`
  await writeFile(hostile, `GIF89aXMP DataXMP${deep}<?xpacket end="r"?>`)
  expect(await read(hostile)).toBeNull()
})
