import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { imageSize } from '../../core/records/dataset'
import { drawn, plain } from './pictures.fixture'
import { readFolder } from './read-folder'
import { scanFolder } from './scan'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-import-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function put(name: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
}

/** The first pixel of each image, as a colour. */
function colours(images: Uint8Array): string[] {
  const bytesPerImage = imageSize * imageSize * 3
  return Array.from({ length: images.length / bytesPerImage }, (_, i) =>
    Buffer.from(images.subarray(i * bytesPerImage, i * bytesPerImage + 3)).toString('hex'),
  )
}

async function gigantic(): Promise<Buffer> {
  const png = Buffer.from(await plain('#ffffff'))
  png.writeUInt32BE(100_000, 16)
  png.writeUInt32BE(100_000, 20)
  return png
}

test('pictures of all kinds are read in the order of their paths, whatever their endings look like', async () => {
  await put('c.WEBP', await plain('#000000', 'webp'))
  await put('b.JPG', await plain('#ffffff', 'jpeg'))
  await put('a.Png', await plain('#ff0000'))
  await put('d.jpeg', await plain('#ffffff', 'jpeg'))
  const { images, broken } = await readFolder(await scanFolder(folder, undefined))
  expect(broken).toEqual([])
  expect(colours(images)).toEqual(['ff0000', 'ffffff', '000000', 'ffffff'])
})

test('each broken file is named with its reason, and the rest is read', async () => {
  const jpeg = await drawn(300, 300, 'jpeg', (context) => {
    for (let i = 0; i < 300; i++) context.fillRect(i, (i * 7) % 300, 20, 3)
  })
  await put('empty.png', '')
  await put('half.jpg', jpeg.subarray(0, jpeg.length * 0.6))
  await put('huge.png', await gigantic())
  await put('ok.png', await plain('#00ff00'))
  await put('text.png', 'dear diary,\n'.repeat(20))
  const scan = await scanFolder(folder, undefined)
  expect(scan.pictures).toEqual(['half.jpg', 'ok.png'])
  const read = await readFolder(scan)
  expect(
    Object.fromEntries([...scan.broken, ...read.broken].map(({ file, reason }) => [file, reason])),
  ).toEqual({
    'empty.png': 'it is not a PNG, JPEG or WebP picture',
    'half.jpg': 'it is damaged or cut off',
    'huge.png': 'at 100000 x 100000 pixels it is too large',
    'text.png': 'it is not a PNG, JPEG or WebP picture',
  })
  expect(colours(read.images)).toEqual(['00ff00'])
})

test('a picture that became gigantic since the scan is not decoded', async () => {
  await put('a.png', await plain('#00ff00'))
  await put('b.png', await plain('#00ff00'))
  const scan = await scanFolder(folder, undefined)
  await put('b.png', await gigantic())
  expect((await readFolder(scan)).broken).toEqual([
    { file: 'b.png', reason: 'at 100000 x 100000 pixels it is too large' },
  ])
})

test('a wide picture loses its sides, a tall one its ends', async () => {
  const stripes = (width: number, height: number): Promise<Buffer> =>
    drawn(width, height, 'png', (context) => {
      context.fillStyle = '#ff0000'
      context.fillRect(0, 0, width, height)
      context.fillStyle = '#0000ff'
      context.fillRect((width - 100) / 2, (height - 100) / 2, 100, 100)
    })
  await put('wide.png', await stripes(200, 100))
  await put('tall.png', await stripes(100, 200))
  const { images } = await readFolder(await scanFolder(folder, undefined))
  expect(Buffer.from(images).equals(Buffer.alloc(images.length, '0000ff', 'hex'))).toBe(true)
})

test('folders and files that are hidden, and links, lead nowhere', async () => {
  await put('a.png', await plain('#ff0000'))
  await put('.thumbnails/b.png', await plain('#00ff00'))
  await put('.c.png', await plain('#0000ff'))
  await symlink(folder, join(folder, 'round'))
  await symlink(join(folder, 'a.png'), join(folder, 'copy.png'))
  await symlink(join(folder, 'gone.png'), join(folder, 'dangling.png'))
  expect(await scanFolder(folder, undefined)).toMatchObject({ pictures: ['a.png'], broken: [] })
})

test('sub-folders become labels', async () => {
  await put('cats/1.png', await plain('#ff0000'))
  await put('cats/2.png', await plain('#ff0000'))
  await put('dogs/1.png', await plain('#00ff00'))
  const { images, attributes } = await readFolder(await scanFolder(folder, undefined))
  expect(colours(images)).toEqual(['ff0000', 'ff0000', '00ff00'])
  expect(attributes).toEqual([
    { name: 'cats', kind: 'binary', values: Float32Array.of(1, 1, 0) },
    { name: 'dogs', kind: 'binary', values: Float32Array.of(0, 0, 1) },
  ])
})

test('a table finds its pictures by paths of Windows and by names with commas and quotes', async () => {
  await put('cats/old tom.png', await plain('#ff0000'))
  await put('a, "b".png', await plain('#00ff00'))
  await put('c.png', await plain('#0000ff'))
  const table = join(folder, 'labels.csv')
  await writeFile(table, 'File,Smile\r\ncats\\old tom.png,yes\r\n"a, ""b"".png",no\r\nmissing.png,yes\r\n')
  const { pictures, labels } = await scanFolder(folder, table)
  expect(pictures).toEqual(['a, "b".png', 'c.png', 'cats/old tom.png'])
  expect(labels.attributes.find(({ name }) => name === 'Smile')?.values).toEqual(Float32Array.of(0, NaN, 1))
  expect(labels).toMatchObject({ unmatchedRows: 1, unlabelledPictures: 1 })
})

test('a table of another place is read, one that is not there is named', async () => {
  await put('pictures/a.png', await plain('#ff0000'))
  await put('elsewhere.csv', 'file,age\na.png,31\n')
  const pictures = join(folder, 'pictures')
  const { labels } = await scanFolder(pictures, join(folder, 'elsewhere.csv'))
  expect(labels.attributes).toEqual([{ name: 'age', kind: 'number', values: Float32Array.of(31) }])
  await expect(scanFolder(pictures, join(folder, 'none.csv'))).rejects.toThrow(
    `There is no label file ${join(folder, 'none.csv')}.`,
  )
})

test('what holds no pictures is refused in a sentence and left as it was', async () => {
  await put('notes.txt', 'nothing to see')
  const scan = await scanFolder(folder, undefined)
  expect(scan).toMatchObject({ pictures: [], broken: [] })
  await expect(readFolder(scan)).rejects.toThrow(`There is no picture in ${folder} that can be read.`)
  await expect(scanFolder(join(folder, 'gone'), undefined)).rejects.toThrow(
    `There is no folder ${join(folder, 'gone')}.`,
  )
  await expect(scanFolder(join(folder, 'notes.txt'), undefined)).rejects.toThrow('There is no folder')
  expect(await readdir(folder)).toEqual(['notes.txt'])
})
