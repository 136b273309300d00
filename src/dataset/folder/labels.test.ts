import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { labelsFromFolders, labelsFromTable, type FolderLabels } from './labels'
import { readTable } from './table'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-labels-'))
})
afterAll(() => rm(folder, { recursive: true }))

const pictures = ['a.png', 'b.jpg', 'c.png']

async function labelsFromCsv(csv: string, names: readonly string[] = pictures): Promise<FolderLabels> {
  await writeFile(join(folder, 'labels.csv'), csv)
  return labelsFromTable(await readTable(join(folder, 'labels.csv')), names)
}
async function columns(csv: string): Promise<Record<string, unknown>> {
  const { attributes } = await labelsFromCsv(csv)
  return Object.fromEntries(attributes.map(({ name, kind, values }) => [name, [kind, ...values]]))
}

test('words of agreement, numbers and kinds become attributes', async () => {
  const csv = 'file,smile,age,style\na.png,Yes,31.5,ink\nc.png,no,,oil\nb.jpg,TRUE,4,ink\n'
  expect(await columns(csv)).toEqual({
    smile: ['binary', 1, 1, 0],
    age: ['number', 31.5, 4, NaN],
    'style: ink': ['binary', 1, 1, 0],
    'style: oil': ['binary', 0, 0, 1],
  })
})

test('minus one is a no where there is nothing else but one', async () => {
  expect(await columns('image_id,Smiling,tilt\na.png,-1,-1\nb.jpg,1,0.5\n')).toEqual({
    Smiling: ['binary', 0, 1, NaN],
    tilt: ['number', -1, 0.5, NaN],
  })
})

test('the column of names is found wherever it stands, else it is the first', async () => {
  const semicolons = await columns('smile;name;File\n1;Ann;a.png\n0;Bob;b.jpg\n')
  expect(semicolons['smile']).toEqual(['binary', 1, 0, NaN])
  const tabs = await columns('\ufeff"which"\tsmile\na\t1\nc.png\t0\n')
  expect(tabs['smile']).toEqual(['binary', 1, NaN, 0])
})

test('a name that two pictures share labels neither; their paths do', async () => {
  const names = ['x/1.png', 'y/1.png', 'y/2.png']
  const { attributes, unmatchedRows, unlabelledPictures } = await labelsFromCsv(
    'file,smile\n1.png,1\ny\\1.png,0\n./y/2.png,1\ngone.png,1\n',
    names,
  )
  expect([...attributes[0]!.values]).toEqual([NaN, 0, 1])
  expect({ unmatchedRows, unlabelledPictures }).toEqual({ unmatchedRows: 2, unlabelledPictures: 1 })
})

test('free text is left out and said so', async () => {
  const names = Array.from({ length: 9 }, (_, i) => `${i}.png`)
  const csv = `file,note\n${names.map((name, i) => `${name},words ${i}`).join('\n')}`
  expect(await labelsFromCsv(csv, names)).toMatchObject({ attributes: [], ignoredColumns: ['note'] })
})

test('hostile names are names like any other', async () => {
  const csv = 'file,__proto__,constructor\n__proto__,1,0\na.png,1\n"unclosed,1,1'
  const { attributes } = await labelsFromCsv(csv)
  expect(attributes.map(({ name, values }) => [name, ...values])).toEqual([['__proto__', 1, NaN, NaN]])
  expect((await labelsFromCsv('')).unlabelledPictures).toBe(3)
})

test('sub-folders are labels when there are two places', async () => {
  const { attributes } = labelsFromFolders(['cats/1.png', 'dogs/1.png', 'dogs/old/2.png'])
  expect(attributes.map(({ name, values }) => [name, ...values])).toEqual([
    ['cats', 1, 0, 0],
    ['dogs', 0, 1, 0],
    ['dogs/old', 0, 0, 1],
  ])
  expect(labelsFromFolders(['cats/1.png', 'cats/2.png']).attributes).toEqual([])
})
