import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { idx } from './idx.fixture'
import { readIdx } from './read-idx'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-idx-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(content: Uint8Array, dimensions = 3, signal?: AbortSignal) {
  const path = join(folder, 'file')
  await writeFile(path, content)
  return readIdx(path, { dimensions, assertModest: () => undefined, signal })
}

/** So long that it comes in several pieces, and not of one value. */
const bytes = Uint8Array.from({ length: 300 * 28 * 28 }, (_, i) => (i * 7919) >> 5)
const whole = idx([300, 28, 28], bytes)

test.each([
  ['plain', whole],
  ['packed', gzipSync(whole)],
  ['packed in two members', Buffer.concat([gzipSync(whole.subarray(0, 9)), gzipSync(whole.subarray(9))])],
])('a %s file is read', async (_, content) => {
  const { shape, values } = await read(content)
  expect(shape).toEqual([300, 28, 28])
  expect(Buffer.compare(values, bytes)).toBe(0)
})

const cutOff = 'it is damaged or cut off'
const more = 'it holds more than its header says'
const flipped = gzipSync(whole)
flipped[flipped.length - 6]! ^= 0xff

test.each([
  ['nothing at all', Buffer.alloc(0), 'it does not begin like an IDX file of pictures'],
  ['labels in place of pictures', idx([4], [1, 2, 3, 4]), 'it does not begin like an IDX file of pictures'],
  ['numbers that are not bytes', Buffer.from('00000d030000000100000001', 'hex'), 'it does not begin like'],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'it does not begin like'],
  ['half a header', whole.subarray(0, 10), cutOff],
  ['a plain file without its end', whole.subarray(0, -1), cutOff],
  ['a plain file with more', Buffer.concat([whole, Buffer.alloc(1)]), more],
  ['a packed file without its end', gzipSync(whole).subarray(0, -20), cutOff],
  ['a packed file whose sum is wrong', flipped, cutOff],
  ['packed, with less in it', gzipSync(whole.subarray(0, -1)), cutOff],
  ['packed, with more in it', gzipSync(Buffer.concat([whole, Buffer.alloc(1)])), more],
  ['gzip by its first bytes alone', Buffer.from('1f8b'.padEnd(200, '7'), 'hex'), cutOff],
] as const)('%s: one sentence says so', async (_, content, words) => {
  await expect(read(content)).rejects.toMatchObject({
    name: 'BrokenPictureError',
    message: expect.stringContaining(words) as string,
  })
})

test('of a gzip bomb no more is unpacked than its header says: its missing end goes unnoticed', async () => {
  const small = idx([1, 2, 2], [1, 2, 3, 4])
  const bomb = gzipSync(Buffer.concat([small, Buffer.alloc(20 * 1024 ** 2)]))
  await expect(read(bomb.subarray(0, -1000))).rejects.toThrow(more)
})

test('a small file that promises gigabytes is refused before room is made for them', async () => {
  const promise = idx([60_000, 200, 200], [])
  const before = process.memoryUsage().arrayBuffers
  await expect(read(promise)).rejects.toThrow(cutOff)
  await expect(read(gzipSync(promise))).rejects.toThrow(cutOff)
  await expect(read(idx([0xffffffff, 0xffffffff, 0xffffffff], []))).rejects.toThrow(cutOff)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 ** 2)
})

test('the owner is asked before anything but the header is read', async () => {
  const path = join(folder, 'file')
  await writeFile(path, whole)
  const shapes: number[][] = []
  const assertModest = (shape: readonly number[]): never => {
    shapes.push([...shape])
    throw new Error('too much')
  }
  await expect(readIdx(path, { dimensions: 3, assertModest })).rejects.toThrow('too much')
  expect(shapes).toEqual([[300, 28, 28]])
})

test('it can be cancelled, and links are not followed', async () => {
  await expect(read(gzipSync(whole), 3, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  await symlink(join(folder, 'file'), join(folder, 'link'))
  const options = { dimensions: 3, assertModest: () => undefined }
  await expect(readIdx(join(folder, 'link'), options)).rejects.toMatchObject({ code: 'ELOOP' })
})
