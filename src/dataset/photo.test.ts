import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPhoto } from './photo'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'slerp-photo-'))))
afterAll(() => rm(folder, { recursive: true }))

/** Red on the left, blue on the right. */
function drawing(width: number, height: number, colours = ['#f00', '#00f']) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  colours.forEach((colour, i) => {
    context.fillStyle = colour
    context.fillRect((i * width) / 2, 0, width / 2, height)
  })
  return canvas
}
const pixel = (rgb: Uint8Array, i: number): number[] => [...rgb.subarray(3 * i, 3 * i + 3)]

test('a picture is read whole, from a file or from bytes', async () => {
  const png = drawing(4, 2).toBuffer('image/png')
  const path = join(folder, 'a.png')
  await writeFile(path, png)
  for (const file of [{ path }, { bytes: png }]) {
    const { width, height, rgb } = await readPhoto(file)
    expect([width, height, pixel(rgb, 0), pixel(rgb, 3)]).toEqual([4, 2, [255, 0, 0], [0, 0, 255]])
  }
})

test('what is transparent lies over white', async () => {
  const { rgb } = await readPhoto({ bytes: drawing(2, 2, []).toBuffer('image/png') })
  expect(pixel(rgb, 0)).toEqual([255, 255, 255])
})

test('a large one is made smaller', async () => {
  const { width, height } = await readPhoto({ bytes: drawing(4096, 1024).toBuffer('image/png') })
  expect([width, height]).toEqual([2048, 512])
})

test('a photo is turned upright as its camera says', async () => {
  const jpeg = drawing(64, 32).toBuffer('image/jpeg')
  // Orientation 6: the camera was turned, and the first row is shown on the right.
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif])
  const bytes = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
  const { width, height, rgb } = await readPhoto({ bytes })
  expect([width, height]).toEqual([32, 64])
  expect(pixel(rgb, 16)[0]).toBeGreaterThan(240)
  expect(pixel(rgb, 63 * 32 + 16)[2]).toBeGreaterThan(240)
})

test('hostile and broken files are refused in words', async () => {
  const png = drawing(4, 4).toBuffer('image/png')
  const huge = Buffer.from(png)
  huge.writeUInt32BE(60_000, 16)
  huge.writeUInt32BE(60_000, 20)
  // A chunk that says: two frames, for ever.
  const frames = Buffer.from('000000086163544c0000000200000000f38d9370', 'hex')
  const animated = Buffer.concat([png.subarray(0, 33), frames, png.subarray(33)])
  const cases: [Buffer, string][] = [
    [huge, 'too large'],
    [png.subarray(0, png.length - 20), 'damaged'],
    [drawing(512, 512).toBuffer('image/jpeg').subarray(0, 2000), 'damaged'],
    [animated, 'animated'],
    [Buffer.from('This is a letter, and no picture at all.'), 'not a PNG'],
    [Buffer.alloc(0), 'not a PNG'],
  ]
  for (const [bytes, words] of cases) await expect(readPhoto({ bytes })).rejects.toThrow(words)
  await expect(readPhoto({ path: folder })).rejects.toThrow('folder')
  await expect(readPhoto({ path: join(folder, 'gone.png') })).rejects.toThrow('not there')
})
