import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyDocument } from './copy'
import { createDocument, openDocument } from './open'
import { dataset } from './records.fixture'

let folder: string
let source: string
let target: string
const pixels = new Uint8Array(12).fill(9)
const packed = (): string => join(source, 'datasets', 'd1', 'images.npy.gz')

/** A document as it is shipped: images packed. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-copy-'))
  source = join(folder, 'Demo.slerp')
  target = join(folder, 'deep', 'Copy.slerp')
  const document = await createDocument(source, 'Demo')
  const values = Float32Array.of(1, NaN)
  await document.addDataset(dataset, pixels, [{ name: 'smile, wide', kind: 'binary', values }])
  await document.close()
  const images = packed().slice(0, -3)
  await writeFile(packed(), gzipSync(await readFile(images)))
  await rm(images)
})
afterEach(() => rm(folder, { recursive: true }))

test('packed images are unpacked in the copy, and read where they are not', async () => {
  await copyDocument(source, target)
  expect(await readdir(join(target, 'datasets', 'd1'))).toContain('images.npy')
  for (const path of [source, target]) {
    const document = await openDocument(path, { readOnly: true })
    expect(await document.readImages('d1')).toEqual(pixels)
    expect(document.problems).toEqual([])
  }
})

test('a document that is there is never overwritten', async () => {
  await copyDocument(source, target)
  await writeFile(join(target, 'mine.txt'), 'kept')
  await copyDocument(source, target)
  expect(await readFile(join(target, 'mine.txt'), 'utf8')).toBe('kept')
})

test('what is there and no document is left alone and said', async () => {
  await mkdir(target, { recursive: true })
  await expect(copyDocument(source, target)).rejects.toThrow('is not a Slerp document')
  await expect(copyDocument(target, join(folder, 'x'))).rejects.toThrow('There is no document at')
  expect(await readdir(target)).toEqual([])
})

test('neither locks nor links nor protection come along', async () => {
  await writeFile(join(source, 'lock'), '{}')
  await symlink('/etc', join(source, 'exports'))
  await chmod(join(source, 'document.json'), 0o444)
  await copyDocument(source, target)
  expect((await readdir(target)).sort()).toEqual(['datasets', 'document.json'])
  expect((await stat(join(target, 'document.json'))).mode & 0o200).toBe(0o200)
})

test('a copy that fails leaves nothing', async () => {
  await writeFile(packed(), 'not packed at all')
  await expect(copyDocument(source, target)).rejects.toThrow('is damaged or too large to be unpacked')
  expect(await readdir(join(folder, 'deep'))).toEqual([])
})
