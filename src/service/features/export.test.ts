import { createCanvas, loadImage } from '@napi-rs/canvas'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Images } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

let folder: string
let local: LocalService

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-export-'))
  local = openInProcess(testPaths())
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

/** Every pixel of every picture another colour. */
function pictures(width: number, height: number, count = 1): Images {
  const rgba = Uint8Array.from({ length: width * height * count * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (Math.floor(i / 4) * (2 * (i % 4) + 1)) % 256,
  )
  return { width, height, count, rgba }
}

async function pixels(
  path: string,
): Promise<{ width: number; height: number; at(x: number, y: number): number[] }> {
  const image = await loadImage(path)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return {
    width: image.width,
    height: image.height,
    at: (x, y) => [...context.getImageData(x, y, 1, 1).data],
  }
}

const refused = { code: 'invalid-request' }

test('a picture is written as a PNG of the right size, pixel for pixel', async () => {
  const path = join(folder, 'deep', 'out.png')
  const images = pictures(8, 4)
  expect(await local.service.call('export.png', { images, scale: 3, path })).toEqual({ path })
  const written = await pixels(path)
  expect([written.width, written.height]).toEqual([24, 12])
  for (let y = 0; y < 12; y++)
    for (let x = 0; x < 24; x++) {
      const from = (Math.floor(y / 3) * 8 + Math.floor(x / 3)) * 4
      expect(written.at(x, y)).toEqual([...images.rgba.subarray(from, from + 4)])
    }
  expect(await readdir(join(folder, 'deep'))).toEqual(['out.png'])
})

test('a picture takes the place of an older one', async () => {
  const path = join(folder, 'out.png')
  await local.service.call('export.png', { images: pictures(8, 8), scale: 1, path })
  await local.service.call('export.png', { images: pictures(8, 8), scale: 2, path })
  expect((await pixels(path)).width).toBe(16)
  expect(await readdir(folder)).toEqual(['out.png'])
})

test.each([0, -1, 1.5, NaN, Infinity, 129, 1e9])(
  'enlarging %d times is refused and nothing is written',
  async (scale) => {
    const request = { images: pictures(64, 64), scale, path: join(folder, 'out.png') }
    await expect(local.service.call('export.png', request)).rejects.toMatchObject({
      ...refused,
      message: `cannot enlarge the picture ${scale} times`,
    })
    const { images } = request
    const sheet = { title: 'Sheet', rows: [{ label: 'row', images }], scale, path: request.path }
    await expect(local.service.call('export.sheet', sheet)).rejects.toMatchObject(refused)
    expect(await readdir(folder)).toEqual([])
  },
)

test.each([
  ['no size', { width: 0, height: 0, count: 1, rgba: new Uint8Array(0) }],
  ['fewer pixels than it says', { width: 8, height: 8, count: 1, rgba: new Uint8Array(8) }],
  ['a size that is no number', { width: NaN, height: 8, count: 1, rgba: new Uint8Array(8) }],
] as const)('a picture of %s is refused and nothing is written', async (_, images) => {
  const path = join(folder, 'out.png')
  await expect(local.service.call('export.png', { images, scale: 1, path })).rejects.toMatchObject(refused)
  const rows = [{ label: 'row', images }]
  await expect(local.service.call('export.sheet', { title: '', rows, scale: 1, path })).rejects.toMatchObject(
    refused,
  )
  expect(await readdir(folder)).toEqual([])
})

test('a place that cannot be written to is named in words', async () => {
  await mkdir(join(folder, 'taken.png'))
  await writeFile(join(folder, 'file'), 'text')
  for (const [path, words] of [
    [join(folder, 'taken.png'), 'is a folder'],
    [join(folder, 'file', 'out.png'), 'is in the way'],
  ] as const)
    await expect(
      local.service.call('export.png', { images: pictures(8, 8), scale: 1, path }),
    ).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining(words) as string })
  expect((await readdir(folder)).sort()).toEqual(['file', 'taken.png'])
})

test('a contact sheet has room for every picture', async () => {
  const path = join(folder, 'sheet.png')
  const rows = [
    { label: 'one', images: pictures(8, 8, 3) },
    { label: 'two', images: pictures(8, 8, 5) },
  ]
  await local.service.call('export.sheet', { title: 'Sheet', rows, scale: 4, path })
  const { width, height } = await pixels(path)
  expect(width).toBeGreaterThan(5 * 32)
  expect(height).toBeGreaterThan(2 * 32)
})
