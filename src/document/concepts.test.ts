import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDocument, type Document } from '.'
import { concept } from './records.fixture'

let folder: string
let document: Document
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-concepts-'))
  document = await createDocument(join(folder, 'A.slerp'), 'A')
  await mkdir(join(document.path, 'concepts'), { recursive: true })
})
afterEach(async () => {
  await document.close()
  await rm(folder, { recursive: true })
})

const write = (record: object): Promise<void> =>
  writeFile(join(document.path, 'concepts', `${concept.id}.json`), JSON.stringify(record))

test('a concept of the first version is read as one by mean difference', async () => {
  const { note, order, isDeleted, quality, ...rest } = concept
  expect([note, order, isDeleted, quality]).toEqual(['', 0, false, concept.quality])
  await write({
    ...rest,
    version: 1,
    source: { kind: 'labels', attribute: 'smile' },
    heldOutAuc: 1,
    balancedAccuracy: 1,
  })
  expect(await document.readConcepts('m1')).toEqual([concept])
  expect(document.problems).toEqual([])
})

test.each<[string, object]>([
  ['a direction of another length', { direction: [3, 4] }],
  ['a boundary of another size', { boundary: [1] }],
  ['an interval that ends before it begins', { quality: { ...concept.quality, aucInterval: [0.9, 0.2] } }],
  ['a source that there is none of', { source: { kind: 'magic' } }],
  [
    'an id that leads elsewhere',
    {
      source: {
        kind: 'sum',
        parts: [
          { conceptId: '../x', weight: 1 },
          { conceptId: 'y', weight: 1 },
        ],
      },
    },
  ],
  ['an empty pile', { source: { kind: 'examples', having: [], lacking: [1] } }],
  ['a unit that is no length', { unitLength: 0 }],
])('%s is left out and told', async (_, fault) => {
  await write({ ...concept, ...fault })
  expect(await document.readConcepts('m1')).toEqual([])
  expect(document.problems).toEqual([expect.stringContaining('is damaged')])
})

test('they come in their order, and one can go alone', async () => {
  for (const [id, order] of [
    ['a', 2],
    ['b', 0],
    ['c', 1],
  ] as const)
    await document.writeConcept({ ...concept, id, order })
  const ids = async () => (await document.readConcepts('m1')).map(({ id }) => id)
  expect(await ids()).toEqual(['b', 'c', 'a'])
  await document.removeConcept('c')
  expect(await ids()).toEqual(['b', 'a'])
})
