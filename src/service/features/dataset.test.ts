import { createCanvas, loadImage } from '@napi-rs/canvas'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PresetName } from '../../core/records/dataset'
import { labels, pictures } from '../../dataset/idx/idx.fixture'
import type { TaskProgress } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

const side = 64
let folder: string
let local: LocalService
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-data-'))
  path = join(folder, 'Test.slerp')
  local = openInProcess(testPaths())
  await local.service.call('document.create', { path })
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

const build = (count = 20, preset: PresetName = 'emoji', seed = 7) =>
  local.service.call('dataset.build', { preset, count, seed })
const datasetsOnDisk = (): Promise<string[]> => readdir(join(path, 'datasets')).catch(() => [])

async function picture(name: string, colour: string): Promise<void> {
  const canvas = createCanvas(30, 30)
  const context = canvas.getContext('2d')
  context.fillStyle = colour
  context.fillRect(0, 0, 30, 30)
  await mkdir(join(folder, 'pictures', name, '..'), { recursive: true })
  await writeFile(join(folder, 'pictures', name), await canvas.encode('png'))
}

test('a data set that was drawn has its labels, thumbnails and images', async () => {
  const { service } = local
  const dataset = await build()
  expect(dataset).toMatchObject({
    name: 'Emoji',
    count: 20,
    width: side,
    height: side,
    source: { kind: 'builtin', preset: 'emoji', seed: 7 },
  })
  expect(dataset.credits).toContain('CC BY 4.0')
  const attributes = await service.call('dataset.attributes', { datasetId: dataset.id })
  expect(attributes.map(({ name }) => name)).toEqual(['smile', 'glasses', 'sunglasses'])
  for (const [i, { values }] of attributes.entries()) {
    expect(values).toHaveLength(20)
    expect(dataset.attributes[i]).toMatchObject({
      known: 20,
      positive: values.filter((one) => one === 1).length,
    })
  }
  const indices = Uint32Array.of(5, 0, 5)
  const images = await service.call('dataset.images', { datasetId: dataset.id, indices })
  expect([images.width, images.height, images.count, images.rgba.length]).toEqual([
    side,
    side,
    3,
    3 * side ** 2 * 4,
  ])
  const [first, second, third] = [0, 1, 2].map((i) =>
    images.rgba.slice(i * side ** 2 * 4, (i + 1) * side ** 2 * 4),
  )
  expect(third).toEqual(first)
  expect(second).not.toEqual(first)
  const thumbnails = await service.call('dataset.thumbnails', { datasetId: dataset.id, start: 5, count: 1 })
  const { rgba } = images
  const mean = Math.round((rgba[0]! + rgba[4]! + rgba[side * 4]! + rgba[side * 4 + 4]!) / 4)
  expect(thumbnails).toMatchObject({ width: 32, height: 32, count: 1 })
  expect(thumbnails.rgba[0]).toBe(mean)
})

test('small pictures are drawn, kept, exported, and are their own thumbnails', async () => {
  const { service } = local
  const dataset = await service.call('dataset.build', { preset: 'factors', count: 5, seed: 7, size: 32 })
  expect(dataset).toMatchObject({ name: 'Shapes', count: 5, width: 32, height: 32 })
  const { id: datasetId } = dataset
  const images = await service.call('dataset.images', { datasetId, indices: Uint32Array.of(3, 4) })
  expect(images).toMatchObject({ width: 32, height: 32, count: 2 })
  expect(await service.call('dataset.thumbnails', { datasetId, start: 3, count: 2 })).toEqual(images)
  const png = join(folder, 'picture.png')
  const one = { ...images, count: 1, rgba: images.rgba.subarray(0, 32 * 32 * 4) }
  await service.call('export.png', { images: one, scale: 2, path: png })
  const decoded = await loadImage(await readFile(png))
  expect([decoded.width, decoded.height]).toEqual([64, 64])
})

test('a size that no model is made for is refused', async () => {
  const request = { preset: 'emoji', count: 3, seed: 7, size: 48 as 32 } as const
  await expect(local.service.call('dataset.build', request)).rejects.toMatchObject({
    code: 'invalid-request',
    message: 'pictures are drawn 32 or 64 pixels wide, not 48',
  })
})

test('thumbnails end where the data set ends', async () => {
  const { id: datasetId } = await build(3)
  const last = await local.service.call('dataset.thumbnails', { datasetId, start: 2, count: 512 })
  expect(last.count).toBe(1)
  for (const start of [3, -1])
    await expect(
      local.service.call('dataset.thumbnails', { datasetId, start, count: 1 }),
    ).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('there are no images') as string,
    })
})

test('an image that is not there is refused', async () => {
  const { id: datasetId } = await build(3)
  await expect(
    local.service.call('dataset.images', { datasetId, indices: Uint32Array.of(0, 3) }),
  ).rejects.toMatchObject({ code: 'invalid-request', message: 'there is no image 3' })
})

test.each([
  [
    'a preset that is not there',
    'cats',
    20,
    7,
    'there is no built-in data set "cats"; there are faces, big-smiles',
  ],
  ['a property of every object', 'constructor', 20, 7, 'there is no built-in data set "constructor"'],
  ['a single image', 'emoji', 1, 7, 'a data set has from 2 to 100000 images, not 1'],
  ['too many images', 'emoji', 100_001, 7, 'not 100001'],
  ['half an image', 'emoji', 2.5, 7, 'not 2.5'],
  ['a count that is no number', 'emoji', NaN, 7, 'not NaN'],
  ['a seed that is no whole number', 'emoji', 3, 1.5, 'a seed is a whole number, not 1.5'],
] as const)('%s is refused in words and nothing is written', async (_, preset, count, seed, words) => {
  await expect(build(count, preset as PresetName, seed)).rejects.toMatchObject({
    code: 'invalid-request',
    message: expect.stringContaining(words) as string,
  })
  expect(await datasetsOnDisk()).toEqual([])
})

test.each(['dataset.attributes', 'dataset.images', 'dataset.thumbnails'] as const)(
  '%s of a data set that is not there says so',
  async (method) => {
    const request = { datasetId: 'none', start: 0, count: 1, indices: Uint32Array.of(0) }
    await expect(local.service.call(method, request)).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no data set "none" in this document.',
    })
  },
)

test('what was drawn is told, kept and there again after opening', async () => {
  const changes: number[] = []
  local.service.on('document.changed', ({ datasets }) => changes.push(datasets.length))
  const dataset = await build(3)
  await build(2, 'emoji', 8)
  expect(changes).toEqual([1, 2])
  const before = await local.service.call('dataset.images', {
    datasetId: dataset.id,
    indices: Uint32Array.of(2),
  })
  await local.close()
  local = openInProcess(testPaths())
  const document = await local.service.call('document.open', { path })
  expect(document.datasets).toContainEqual(dataset)
  expect(
    await local.service.call('dataset.images', { datasetId: dataset.id, indices: Uint32Array.of(2) }),
  ).toEqual(before)
})

test('a cancelled build leaves nothing, neither on disk nor in the document', async () => {
  const cancel = new AbortController()
  const told: TaskProgress[] = []
  local.service.on('task.progress', (progress) => {
    told.push(progress)
    cancel.abort()
  })
  const request = { preset: 'faces', count: 3000, seed: 7 } as const
  await expect(local.service.call('dataset.build', request, { signal: cancel.signal })).rejects.toMatchObject(
    { code: 'cancelled' },
  )
  expect(told[0]).toMatchObject({ label: 'Drawing faces', total: 3000 })
  expect(told.at(-1)!.done).toBeLessThan(3000)
  expect(await datasetsOnDisk()).toEqual([])
  expect((await local.service.call('document.current', {}))?.datasets).toEqual([])
})

test('a folder of pictures is looked at without a trace, then imported', async () => {
  await picture('red/1.png', '#ff0000')
  await picture('green/1.png', '#00ff00')
  await writeFile(join(folder, 'pictures', 'broken.png'), 'not a picture')
  await writeFile(join(folder, 'pictures', 'labels.csv'), 'file,warm\nred/1.png,yes\ngone.png,no\n')
  const pictures = join(folder, 'pictures')
  const scan = await local.service.call('dataset.scan', { folder: pictures })
  expect(scan).toMatchObject({ count: 2, unmatchedRows: 1, unlabelledPictures: 1 })
  expect(scan.broken.map(({ file }) => file)).toEqual(['broken.png'])
  expect([...scan.examples.rgba.subarray(0, 4)]).toEqual([0, 255, 0, 255])
  expect(await datasetsOnDisk()).toEqual([])
  const { dataset, broken } = await local.service.call('dataset.import', { folder: pictures, name: 'Mine' })
  expect(broken).toEqual(scan.broken)
  expect(dataset).toMatchObject({
    name: 'Mine',
    count: 2,
    source: { kind: 'folder', folderName: 'pictures' },
  })
  expect(dataset.attributes).toEqual([
    { name: 'green', kind: 'binary', known: 2, positive: 1 },
    { name: 'red', kind: 'binary', known: 2, positive: 1 },
    { name: 'warm', kind: 'binary', known: 1, positive: 1 },
  ])
  const attributes = await local.service.call('dataset.attributes', { datasetId: dataset.id })
  expect(attributes.map(({ values }) => [...values])).toEqual([
    [1, 0],
    [0, 1],
    [NaN, 1],
  ])
})

test('a folder that holds nothing, or is not there, is refused in words and nothing is written', async () => {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  for (const [name, words] of [
    [empty, 'There is no picture in'],
    [join(folder, 'gone'), 'There is no folder'],
  ] as const)
    await expect(local.service.call('dataset.import', { folder: name, name: 'Mine' })).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining(words) as string,
    })
  expect(await datasetsOnDisk()).toEqual([])
})

test('a folder of IDX files is looked at without a trace, then imported as small pictures', async () => {
  const digits = join(folder, 'digits')
  await mkdir(digits)
  await writeFile(join(digits, 'train-images-idx3-ubyte'), pictures(3))
  await writeFile(join(digits, 'train-labels-idx1-ubyte'), labels(4, 5, 4))
  await writeFile(join(digits, 't10k-labels-idx1-ubyte'), labels(1))
  const scan = await local.service.call('dataset.scan', { folder: digits })
  expect(scan).toMatchObject({ count: 3, examples: { width: 32, height: 32, count: 3 } })
  expect(scan.notes).toEqual(['Pictures of 28 x 28 pixels get a black rim and become 32 x 32.'])
  expect(await datasetsOnDisk()).toEqual([])
  const file = join(digits, 'train-images-idx3-ubyte')
  for (const [place, left] of [
    [digits, ['t10k-labels-idx1-ubyte']],
    [file, []],
  ] as const) {
    const { dataset, broken } = await local.service.call('dataset.import', { folder: place, name: 'Mine' })
    expect(broken.map((one) => one.file)).toEqual(left)
    expect(dataset).toMatchObject({ count: 3, width: 32, source: { kind: 'folder', folderName: 'digits' } })
    expect(dataset.attributes).toEqual([
      { name: 'label', kind: 'number', known: 3 },
      { name: 'label 4', kind: 'binary', known: 3, positive: 2 },
      { name: 'label 5', kind: 'binary', known: 3, positive: 1 },
    ])
    const indices = Uint32Array.of(0, 1, 2)
    const images = await local.service.call('dataset.images', { datasetId: dataset.id, indices })
    expect(images).toEqual(scan.examples)
  }
})

test('labels whose names are words of the table itself come back as they were', async () => {
  await picture('image/1.png', '#ff0000')
  await picture('image/2.png', '#ff0000')
  await picture('mask/1.png', '#00ff00')
  const { dataset } = await local.service.call('dataset.import', {
    folder: join(folder, 'pictures'),
    name: 'Mine',
  })
  const attributes = await local.service.call('dataset.attributes', { datasetId: dataset.id })
  expect(attributes.map(({ name, values }) => [name, ...values])).toEqual([
    ['image', 1, 1, 0],
    ['mask', 0, 0, 1],
  ])
})

test('one picture is no data set', async () => {
  await picture('1.png', '#ff0000')
  const pictures = join(folder, 'pictures')
  const words = { code: 'invalid-request', message: 'a data set has from 2 to 100000 images, not 1' }
  const importing = () => local.service.call('dataset.import', { folder: pictures, name: 'Mine' })
  await expect(importing()).rejects.toMatchObject(words)
  await picture('2.png', '#ff0000')
  const whole = await readFile(join(pictures, '2.png'))
  await writeFile(join(pictures, '2.png'), whole.subarray(0, whole.length - 10))
  await expect(importing()).rejects.toMatchObject(words)
  expect(await datasetsOnDisk()).toEqual([])
})

test('every preset shows twelve examples', async () => {
  const cards = await local.service.call('dataset.presets', {})
  expect(cards.map(({ name }) => name)).toEqual([
    'Faces',
    'Big smiles',
    'Avatars',
    'Emoji',
    'Shapes',
    'Biased faces',
  ])
  for (const { examples, credits } of cards) {
    expect([examples.count, examples.rgba.length]).toEqual([12, 12 * side ** 2 * 4])
    expect(credits).toMatch(/Drawn (with DiceBear|by Slerp)/)
  }
})

test('without a document nothing is drawn', async () => {
  const other = openInProcess(testPaths())
  await expect(
    other.service.call('dataset.build', { preset: 'emoji', count: 2, seed: 7 }),
  ).rejects.toMatchObject({ code: 'not-found', message: 'No document is open.' })
  await other.close()
})

test('that imported pictures are of faces is said, kept and told; of drawn ones it is known', async () => {
  const { service } = local
  for (const name of ['a.png', 'b.png']) await picture(name, '#c33')
  const from = join(folder, 'pictures')
  const { dataset } = await service.call('dataset.import', { folder: from, name: 'Letters' })
  const told: unknown[] = []
  service.on('document.changed', ({ datasets }) => told.push(datasets[0]?.isOfFaces))
  const said = await service.call('dataset.sayFaces', { datasetId: dataset.id, isOfFaces: true })
  expect(said).toEqual({ ...dataset, isOfFaces: true })
  expect(told).toEqual([true])
  await local.close()
  local = openInProcess(testPaths())
  expect((await local.service.call('document.open', { path })).datasets).toEqual([said])
  expect((await local.service.call('dataset.attributes', { datasetId: dataset.id })).length).toBe(0)
  const drawn = await local.service.call('dataset.build', { preset: 'emoji', count: 2, seed: 1 })
  await expect(
    local.service.call('dataset.sayFaces', { datasetId: drawn.id, isOfFaces: true }),
  ).rejects.toThrow('it is known')
})
