import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mulberry32 } from '../../core/random/random'
import { drawn } from './pictures.fixture'
import { isPngWhole } from './png-chunks'
import { BrokenPictureError, readPicture } from './read-picture'

let path: string
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-damaged-'))
  path = join(folder, 'picture')
})
afterAll(() => rm(folder, { recursive: true }))

const formats = ['png', 'jpeg', 'webp'] as const
const chequered = (width: number, height: number, format: (typeof formats)[number]): Promise<Buffer> =>
  drawn(width, height, format, (context) => {
    for (let i = 0; i < 100; i++) {
      context.fillStyle = `hsl(${(i * 37) % 360}, 80%, 50%)`
      const [x, y] = [i % 10, Math.floor(i / 10)]
      context.fillRect((x * width) / 10, (y * height) / 10, width / 10 + 1, height / 10 + 1)
    }
  })

async function read(bytes: Uint8Array): Promise<Uint8Array | Error> {
  await writeFile(path, bytes)
  return readPicture(path, 64).catch((error: Error) => error)
}

test.each([
  [1, 1],
  [65, 64],
  [601, 333],
  [7, 1000],
  [1300, 701],
])('%i x %i pixels are whole in every format', async (width, height) => {
  for (const format of formats)
    expect(await read(await chequered(width, height, format)), format).toHaveLength(64 * 64 * 3)
})

test('a PNG with one byte changed is refused: its checksums say so', async () => {
  const whole = await chequered(200, 200, 'png')
  expect(isPngWhole(whole)).toBe(true)
  const random = mulberry32(5)
  for (let n = 0; n < 60; n++) {
    const harmed = Buffer.from(whole)
    const at = 26 + Math.floor(random() * (whole.length - 26))
    harmed[at] = harmed[at]! ^ (1 + Math.floor(random() * 255))
    expect(await read(harmed), `byte ${at}`).toBeInstanceOf(BrokenPictureError)
  }
})

test('a note in a PNG that was changed does not matter', async () => {
  const whole = await chequered(20, 20, 'png')
  const note = Buffer.from('\0\0\0\x05tEXtnote!\0\0\0\0', 'latin1')
  const noted = Buffer.concat([whole.subarray(0, 33), note, whole.subarray(33)])
  expect(await read(noted)).toEqual(await read(whole))
})

test.each(formats)('a %s cut off anywhere is refused in words', async (format) => {
  const whole = await chequered(100, 100, format)
  const step = Math.max(1, Math.floor(whole.length / 60))
  for (let length = 0; length < whole.length; length += step) {
    const error = await read(whole.subarray(0, length))
    expect(error, `${length} of ${whole.length} bytes`).toBeInstanceOf(BrokenPictureError)
    expect((error as Error).message).toMatch(/^it is (damaged or cut off|not a PNG, JPEG or WebP picture)$/)
  }
})
