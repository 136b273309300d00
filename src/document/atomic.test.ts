import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recoverFolders, replaceFolder, temporaryBeside } from './atomic'

let parent: string
let folder: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'slerp-atomic-'))
  folder = join(parent, 'one')
})
afterEach(() => rm(parent, { recursive: true }))

const text = (content: string): Uint8Array => Buffer.from(content)
async function put(path: string, content: string): Promise<void> {
  await mkdir(path)
  await writeFile(join(path, 'a'), content)
}

test('a folder is replaced as a whole, files of the old one do not stay', async () => {
  await replaceFolder(folder, { a: text('old'), b: text('old') })
  await replaceFolder(folder, { a: [text('ne'), text('w')], 'deep/c': text('new') })
  expect((await readdir(folder)).sort()).toEqual(['a', 'deep'])
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new')
  expect(await readdir(parent)).toEqual(['one'])
})

test('when a file cannot be written the old folder stays', async () => {
  await replaceFolder(folder, { a: text('old') })
  await expect(replaceFolder(folder, { a: text('new'), 'a/b': text('no') })).rejects.toThrow('EEXIST')
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('old')
  expect(await readdir(parent)).toEqual(['one'])
})

test('a crash between the two renames costs nothing', async () => {
  await put(temporaryBeside(folder, 'old'), 'old')
  await put(temporaryBeside(folder), 'new, perhaps half')
  await recoverFolders(parent)
  expect(await readdir(parent)).toEqual(['one'])
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('old')
})

test('a crash after them leaves the new one, and nothing but what we named is taken away', async () => {
  await put(folder, 'new')
  await put(temporaryBeside(folder, 'old'), 'old')
  await put(join(parent, 'my.new'), 'mine')
  await recoverFolders(parent)
  expect((await readdir(parent)).sort()).toEqual(['my.new', 'one'])
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new')
})
