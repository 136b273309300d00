import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawn, plain, withSegments } from './pictures.fixture'
import { isPicture, readPicture } from './read-picture'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-picture-'))
})
afterAll(() => rm(folder, { recursive: true }))

const side = 64
async function save(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}
const read = async (name: string, bytes: Uint8Array): Promise<Uint8Array> =>
  readPicture(await save(name, bytes), side)
const pixel = (rgb: Uint8Array, x: number, y: number): number[] => [
  ...rgb.subarray((y * side + x) * 3, (y * side + x) * 3 + 3),
]

test('the middle square is kept', async () => {
  const wide = await drawn(300, 100, 'png', (context) => {
    context.fillStyle = '#ff0000'
    context.fillRect(0, 0, 300, 100)
    context.fillStyle = '#00ff00'
    context.fillRect(100, 0, 100, 100)
  })
  const rgb = await read('wide.png', wide)
  expect(rgb).toEqual(Uint8Array.from({ length: side * side * 3 }, (_, i) => (i % 3 === 1 ? 255 : 0)))
})

test('what is transparent lies on white, without dark edges', async () => {
  const half = await drawn(128, 128, 'png', (context) => {
    context.fillStyle = '#ff0000'
    for (let x = 0; x < 128; x += 2) context.fillRect(x, 0, 1, 128)
  })
  expect(pixel(await read('stripes.png', half), 30, 30)).toEqual([255, 128, 128])
})

test('rings finer than the new pixels become an even grey', async () => {
  const rings = await drawn(2048, 2048, 'png', (context) => {
    const { data } = context.createImageData(2048, 2048)
    const pixels = context.createImageData(2048, 2048)
    for (let i = 0; i < data.length; i += 4) {
      const [x, y] = [(i / 4) % 2048, Math.floor(i / 4 / 2048)]
      const value = ((x * x + y * y) >> 11) & 1 ? 255 : 0
      pixels.data.set([value, value, value, 255], i)
    }
    context.putImageData(pixels, 0, 0)
  })
  const rgb = await read('rings.png', rings)
  const fine = Array.from(
    { length: 24 * 24 },
    (_, i) => pixel(rgb, 40 + (i % 24), 40 + Math.floor(i / 24))[0]!,
  )
  const mean = fine.reduce((sum, value) => sum + value, 0) / fine.length
  const spread = Math.sqrt(fine.reduce((sum, value) => sum + (value - mean) ** 2, 0) / fine.length)
  expect(mean).toBeGreaterThan(120)
  expect(mean).toBeLessThan(135)
  expect(spread).toBeLessThan(10)
})

test('a photo is turned upright as its camera says', async () => {
  const left = await drawn(100, 100, 'jpeg', (context) => {
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, 100, 100)
    context.fillStyle = '#000000'
    context.fillRect(0, 0, 50, 100)
  })
  // One entry: tag 0x112 (orientation), short, 6 (turn right by a quarter).
  const turned = Buffer.from(
    '45786966 0000 4d4d002a00000008 0001 01120003000000010006 0000 00000000'.replaceAll(' ', ''),
    'hex',
  )
  const rgb = await read('turned.jpg', withSegments(left, [[0xe1, turned]]))
  expect(pixel(rgb, 5, 5)[0]).toBeLessThan(10)
  expect(pixel(rgb, 60, 5)[0]).toBeLessThan(10)
  expect(pixel(rgb, 5, 60)[0]).toBeGreaterThan(245)
})

test('a photo with long profiles before its size is one', async () => {
  const profile: [number, Buffer] = [0xe2, Buffer.alloc(65_000)]
  const path = await save(
    'profile.jpg',
    withSegments(await plain('#123456', 'jpeg'), [profile, profile, profile]),
  )
  expect(await isPicture(path)).toBe(true)
  expect((await readPicture(path, side)).length).toBe(side * side * 3)
})

test.each(['png', 'jpeg', 'webp'] as const)('half a %s is refused, a whole one is not', async (format) => {
  const noisy = await drawn(200, 200, format, (context) => {
    for (let i = 0; i < 400; i++) {
      context.fillStyle = `hsl(${(i * 37) % 360}, 80%, 50%)`
      context.fillRect((i % 20) * 10, Math.floor(i / 20) * 10, 10, 10)
    }
  })
  expect((await read('whole', noisy)).length).toBe(side * side * 3)
  const half = await save('half', noisy.subarray(0, noisy.length / 2))
  expect(await isPicture(half)).toBe(true)
  await expect(readPicture(half, side)).rejects.toThrow('damaged or cut off')
})

test.each([
  ['png', (bytes: Buffer) => bytes.fill(0x7f, 17, 24)],
  [
    'jpeg',
    (bytes: Buffer) => bytes.fill(0xff, bytes.indexOf('ffc0', 'hex') + 5, bytes.indexOf('ffc0', 'hex') + 9),
  ],
] as const)('a small %s that says it is gigantic is not decoded', async (format, enlarge) => {
  const bomb = await plain('#ffffff', format)
  enlarge(bomb)
  const path = await save('bomb', bomb)
  await expect(isPicture(path)).rejects.toThrow('pixels it is too large')
  await expect(readPicture(path, side)).rejects.toThrow('pixels it is too large')
})

test('what is no picture is none, and a link is not followed', async () => {
  expect(await isPicture(await save('note.jpg', Buffer.from('hello')))).toBe(false)
  expect(await isPicture(await save('start.jpg', Buffer.from('ffd8ffe00000'.padEnd(200, '0'), 'hex')))).toBe(
    false,
  )
  await symlink(await save('real.png', await plain('#ffffff')), join(folder, 'link.png'))
  await expect(readPicture(join(folder, 'link.png'), side)).rejects.toThrow('ELOOP')
})
