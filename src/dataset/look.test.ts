import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plain } from './folder/pictures.fixture'
import { idx, labels, pictures } from './idx/idx.fixture'
import { lookAt } from './look'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-look-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function put(name: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
}

/** The grey in the middle of each picture. */
function greys(images: Uint8Array, size: number): number[] {
  const middle = ((size / 2) * size + size / 2) * 3
  const count = images.length / (size * size * 3)
  return Array.from({ length: count }, (_, i) => images[i * size * size * 3 + middle]!)
}

const told = ({ attributes }: { attributes: { name: string; kind: string; values: Float32Array }[] }) =>
  attributes.map(({ name, kind, values }) => [name, kind, ...values])

test('train and test files, plain and packed, become one data set with a label for every class', async () => {
  await put('t10k-images-idx3-ubyte', pictures(2, 101))
  await put('t10k-labels-idx1-ubyte', labels(7, 0))
  await put('train-images-idx3-ubyte.gz', gzipSync(pictures(3)))
  await put('train-labels-idx1-ubyte.gz', gzipSync(labels(0, 3, 7)))
  await put('readme.md', 'about')
  const found = await lookAt(folder, undefined)
  expect(found).toMatchObject({ folder, count: 5, size: 32, broken: [] })
  expect(found.notes).toEqual(['Pictures of 28 x 28 pixels get a black rim and become 32 x 32.'])
  const built = await found.read()
  expect(greys(built.images, built.size)).toEqual([1, 2, 3, 101, 102])
  expect(greys(await found.examples(4), 32)).toEqual([1, 2, 3, 101])
  expect(told(built)).toEqual([
    ['label', 'number', 0, 3, 7, 7, 0],
    ['label 0', 'binary', 1, 0, 0, 0, 1],
    ['label 3', 'binary', 0, 1, 0, 0, 0],
    ['label 7', 'binary', 0, 0, 1, 1, 0],
  ])
})

test('a picture lies in the middle of its black rim, the right way round', async () => {
  await put('train-images.idx3-ubyte', idx([1, 2, 3], [10, 20, 30, 40, 50, 60]))
  const { images } = await (await lookAt(folder, undefined)).read()
  const lit = [...images.entries()].filter(([, value]) => value > 0)
  const at = (x: number, y: number, value: number) => [0, 1, 2].map((c) => [(y * 32 + x) * 3 + c, value])
  const first = [...at(14, 15, 10), ...at(15, 15, 20), ...at(16, 15, 30)]
  expect(lit).toEqual([...first, ...at(14, 16, 40), ...at(15, 16, 50), ...at(16, 16, 60)])
})

test.each([
  [32, 32, []],
  [33, 64, ['Pictures of 33 x 33 pixels get a black rim and become 64 x 64.']],
  [64, 64, []],
])('pictures of %i pixels become %i', async (side, size, notes) => {
  await put('a-images-idx3-ubyte', pictures(2, 1, side))
  const found = await lookAt(folder, undefined)
  expect(found).toMatchObject({ size, notes, labels: { attributes: [], unlabelledPictures: 2 } })
  expect((await found.read()).images).toHaveLength(2 * size * size * 3)
})

test.each([
  ['FashionMNIST/raw', 'sneaker'],
  ['fashion-mnist', 'sneaker'],
  ['my fashion show/mnist/raw', 'label 7'],
])('in a folder called %s the class 7 is called %s', async (place, name) => {
  await put(`${place}/train-images-idx3-ubyte`, pictures(2))
  await put(`${place}/train-labels-idx1-ubyte`, labels(7, 1))
  const { labels: found, notes } = await lookAt(join(folder, place), undefined)
  expect(found.attributes[2]).toMatchObject({ name, values: Float32Array.of(1, 0) })
  expect(notes.some((note) => note.includes('Fashion-MNIST'))).toBe(name === 'sneaker')
})

test('one file brings its partner, and only that', async () => {
  await put('train-images-idx3-ubyte.gz', gzipSync(pictures(2)))
  await put('train-labels-idx1-ubyte', labels(4, 5))
  await put('t10k-images-idx3-ubyte', pictures(2))
  await put('sub/train-images-idx3-ubyte', pictures(9))
  for (const name of ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte']) {
    const found = await lookAt(join(folder, name), undefined)
    expect(found).toMatchObject({ folder, count: 2, labels: { unlabelledPictures: 0 } })
  }
})

test('what is broken is left out with its reason, and the rest is read', async () => {
  await put('a-images-idx3-ubyte', pictures(2))
  await put('a-labels-idx1-ubyte', labels(1, 2, 3))
  await put('b-images-idx3-ubyte', pictures(2, 51))
  await put('b-labels-idx1-ubyte', labels(8, 9))
  await put('c-images-idx3-ubyte', pictures(4).subarray(0, -1))
  await put('c-labels-idx1-ubyte', labels(1, 2, 3, 4))
  await put('d-images-idx3-ubyte', idx([1, 65, 10], new Uint8Array(650)))
  await put('e-images-idx3-ubyte', idx([0, 28, 28], []))
  await put('f-images-idx3-ubyte', idx([99_997, 1, 1], new Uint8Array(99_997)))
  await put('g-labels-idx1-ubyte', labels(1))
  const found = await lookAt(folder, undefined)
  expect(Object.fromEntries(found.broken.map(({ file, reason }) => [file, reason]))).toEqual({
    'a-labels-idx1-ubyte': 'it says that it holds 3 labels for 2 pictures',
    'c-images-idx3-ubyte': 'it is damaged or cut off',
    'd-images-idx3-ubyte': 'its pictures are 10 x 65 pixels; no more than 64 x 64 fit',
    'e-images-idx3-ubyte': 'it says that it holds no pictures',
    'f-images-idx3-ubyte': 'with the 99997 pictures that it says it holds there are more than 100000',
    'g-labels-idx1-ubyte': 'its pictures are not there',
  })
  expect(found.labels.unlabelledPictures).toBe(2)
  const built = await found.read()
  expect(greys(built.images, built.size)).toEqual([1, 2, 51, 52])
  expect(told(built)[0]).toEqual(['label', 'number', NaN, NaN, 8, 9])
  expect(built.broken).toEqual(found.broken)
})

test('what cannot be used is said in one sentence', async () => {
  await put('one/train-images-idx3-ubyte', pictures(2).subarray(0, 50))
  const one = join(folder, 'one')
  const broken = await lookAt(one, undefined)
  expect(broken).toMatchObject({ count: 0, broken: [{ reason: 'it is damaged or cut off' }] })
  expect(await broken.examples(12)).toHaveLength(0)
  await expect(broken.read()).rejects.toThrow('There is no IDX file of pictures in')
  await expect(lookAt(one, join(folder, 'labels.csv'))).rejects.toThrow('IDX files bring their own labels')
  await put('two/train-images-idx3-ubyte', pictures(2))
  await expect(lookAt(folder, undefined)).rejects.toThrow(
    'There are IDX files in several folders (one, two); choose one of them.',
  )
  await put('notes.txt', 'notes')
  await expect(lookAt(join(folder, 'notes.txt'), undefined)).rejects.toThrow(
    'notes.txt is neither a folder of pictures nor an IDX file.',
  )
})

test('other pictures beside IDX files are left out, and this is said', async () => {
  await put('train-images-idx3-ubyte', pictures(2))
  await put('cover.png', await plain('#ff0000'))
  const found = await lookAt(folder, undefined)
  expect(found.count).toBe(2)
  expect(found.notes.at(-1)).toBe('The other pictures in the folder are left out.')
})

test('looking and reading can be cancelled', async () => {
  await put('train-images-idx3-ubyte', pictures(3))
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(lookAt(folder, undefined, { signal })).rejects.toThrow('enough')
  const found = await lookAt(folder, undefined)
  await expect(found.read({ signal })).rejects.toThrow('enough')
})
