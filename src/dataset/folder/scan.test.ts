import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plain } from './pictures.fixture'
import { readFolder } from './read-folder'
import { scanFolder } from './scan'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-folder-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function put(name: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
}

test('pictures are told by their content, broken ones are listed, the rest is left alone', async () => {
  await put('red.txt', await plain('#ff0000'))
  await put('green', await plain('#00ff00', 'webp'))
  await put('blue \n"quoted", ü.jpg', await plain('#0000ff', 'jpeg'))
  await put('words.png', 'not a picture at all, although it says so')
  await put('notes.md', 'notes')
  await put('.hidden.png', await plain('#ff0000'))
  const { pictures, broken } = await scanFolder(folder, undefined)
  expect(pictures).toEqual(['blue \n"quoted", ü.jpg', 'green', 'red.txt'])
  expect(broken).toEqual([{ file: 'words.png', reason: 'it is not a PNG, JPEG or WebP picture' }])
})

test('links are not followed, not even to pictures', async () => {
  await put('inside/a.png', await plain('#ff0000'))
  await symlink(join(folder, 'inside'), join(folder, 'again'))
  await symlink('/etc/hostname', join(folder, 'host.png'))
  expect(await scanFolder(folder, undefined)).toMatchObject({ pictures: ['inside/a.png'], broken: [] })
})

test('labels are found in the folder, and a picture that turns out damaged takes its labels along', async () => {
  const png = await plain('#00ff00')
  await put('a.png', png.subarray(0, 60))
  await put('b.png', png)
  await put('sub/c.png', await plain('#0000ff'))
  await put('labels.csv', 'file,smile\na.png,1\nb.png,0\nc.png,1\nd.png,1\n')
  await put('other.csv', 'file,wrong\nb.png,1\n')
  const scan = await scanFolder(folder, undefined)
  expect(scan.labels).toMatchObject({ unmatchedRows: 1, unlabelledPictures: 0 })
  const { images, attributes, broken } = await readFolder(scan)
  expect(broken).toEqual([{ file: 'a.png', reason: 'it is damaged or cut off' }])
  expect(images.length).toBe(2 * 64 * 64 * 3)
  expect([...images.subarray(0, 3), ...images.subarray(-3)]).toEqual([0, 255, 0, 0, 0, 255])
  expect(attributes.map(({ name, values }) => [name, ...values])).toEqual([
    ['sub', 0, 1],
    ['smile', 0, 1],
  ])
})

test('two attributes of one name are told apart', async () => {
  await put('old/a.png', await plain('#ff0000'))
  await put('new/b.png', await plain('#ff0000'))
  await put('table.csv', 'file,new,old\na.png,1,5\nb.png,0,7\n')
  const { labels } = await scanFolder(folder, undefined)
  expect(labels.attributes.map(({ name }) => name)).toEqual(['new', 'old', 'new (2)', 'old (2)'])
})

test('what cannot be used is said in one sentence', async () => {
  await expect(scanFolder(join(folder, 'gone'), undefined)).rejects.toThrow('There is no folder')
  await expect(scanFolder(folder, folder)).rejects.toThrow('There is no label file')
  await expect(readFolder(await scanFolder(folder, undefined))).rejects.toThrow('There is no picture')
})

test('both can be cancelled', async () => {
  for (let i = 0; i < 5; i++) await put(`${i}.png`, await plain('#ff0000'))
  const scan = await scanFolder(folder, undefined)
  const cancel = new AbortController()
  const onProgress = (done: number): void => (done === 2 ? cancel.abort() : undefined)
  await expect(readFolder(scan, { signal: cancel.signal, onProgress })).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  )
  await expect(scanFolder(folder, undefined, { signal: cancel.signal })).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  )
})
