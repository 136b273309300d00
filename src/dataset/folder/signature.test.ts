import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { mulberry32 } from '../../core/random/random'
import { drawn, withSegments } from './pictures.fixture'
import { pictureHeader, type PictureHeader } from './signature'

/** As a file gives its bytes: fewer than asked for at its end. */
const headerOf = (bytes: Buffer): Promise<PictureHeader | undefined> =>
  pictureHeader(async (at, length) => bytes.subarray(at, at + length))

const sizes = [
  [1, 1],
  [64, 64],
  [200, 100],
  [3, 1000],
  [4097, 2],
] as const
const draw = (context: { fillRect(x: number, y: number, w: number, h: number): void }): void =>
  context.fillRect(0, 0, 1, 1)

/** The two kinds of WebP without the extended header that the encoder puts before both. */
function withoutExtension(webp: Buffer, kind: 'VP8 ' | 'VP8L'): Buffer {
  const chunk = webp.subarray(webp.indexOf(kind, 12, 'latin1'))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(chunk.length + 4)
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), chunk])
}

test.each(sizes)('a picture of %i x %i pixels says so in every format', async (width, height) => {
  const png = await drawn(width, height, 'png', draw)
  expect(await headerOf(png)).toEqual({ kind: 'PNG', width, height })
  const jpeg = await drawn(width, height, 'jpeg', draw)
  expect(await headerOf(jpeg)).toEqual({ kind: 'JPEG', width, height })
  const webp = await drawn(width, height, 'webp', draw)
  expect(webp.toString('latin1', 12, 16)).toBe('VP8X')
  expect(await headerOf(webp)).toEqual({ kind: 'WebP', width, height })
})

test.each(sizes)('WebP of %i x %i, lossy and lossless', async (width, height) => {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').fillStyle = '#123456'
  canvas.getContext('2d').fillRect(0, 0, width, height)
  const lossy = withoutExtension(await canvas.encode('webp', 50), 'VP8 ')
  expect(await headerOf(lossy)).toEqual({ kind: 'WebP', width, height })
  const lossless = withoutExtension(await canvas.encode('webp', 100), 'VP8L')
  expect(await headerOf(lossless)).toEqual({ kind: 'WebP', width, height })
})

test('a JPEG says its size after other segments and padding', async () => {
  const jpeg = await drawn(30, 20, 'jpeg', draw)
  const padded = withSegments(jpeg, [
    [0xfe, Buffer.from('a comment')],
    [0xe1, Buffer.alloc(65_533, 0xff)],
  ])
  expect(await headerOf(padded)).toEqual({ kind: 'JPEG', width: 30, height: 20 })
  const filled = Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(7, 0xff), jpeg.subarray(2)])
  expect(await headerOf(filled)).toEqual({ kind: 'JPEG', width: 30, height: 20 })
})

test('what is cut off before its size has none, and is no error', async () => {
  for (const format of ['png', 'jpeg', 'webp'] as const) {
    const whole = await drawn(200, 100, format, draw)
    const found = await Promise.all(
      Array.from({ length: whole.length }, (_, n) => headerOf(whole.subarray(0, n))),
    )
    const first = found.findIndex((header) => header !== undefined)
    expect(first).toBeGreaterThan(20)
    expect(found.slice(0, first)).toEqual(new Array(first).fill(undefined))
    for (const header of found.slice(first)) expect(header).toMatchObject({ width: 200, height: 100 })
  }
})

test('any bytes at all are told from pictures without an error', async () => {
  const random = mulberry32(11)
  const starts = [
    '',
    '89504e470d0a1a0a',
    'ffd8ffe0',
    '52494646',
    'ffd8',
    '52494646ffffffff574542505650385820',
  ]
  for (let n = 0; n < 500; n++) {
    const start = Buffer.from(starts[n % starts.length]!, 'hex')
    const rest = Buffer.from(
      Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256)),
    )
    const header = await headerOf(Buffer.concat([start, rest]))
    if (start.length === 0) expect(header).toBeUndefined()
    else if (header) expect(Number.isInteger(header.width) && Number.isInteger(header.height)).toBe(true)
  }
})

test('a JPEG of segments without end is given up', async () => {
  let reads = 0
  const endless = async (at: number, length: number): Promise<Buffer> => {
    reads++
    const start = Buffer.from([0xff, at === 0 ? 0xd8 : 0xe0, 0, 2])
    return Buffer.concat([start, Buffer.alloc(length)]).subarray(0, length)
  }
  expect(await pictureHeader(endless)).toBeUndefined()
  expect(reads).toBeLessThan(10_000)
})
