import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, evaluateEdit } from '../../core/editing/evaluate'
import type { ConceptRecord, ConceptSource } from '../../core/records/concept'
import { norm } from '../../core/statistics/moments'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

/** On a copy of the shipped demo, one test after the other. */

let folder: string
let local: LocalService
let modelId: string
const told: (readonly ConceptRecord[])[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-concepts-'))
  local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  const { currentModelId } = await local.service.call('document.openDemo', { path: join(folder, 'A.slerp') })
  modelId = currentModelId!
  local.service.on('concept.changed', ({ concepts }) => void told.push(concepts))
}, 60_000)
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true })
})

const open = () => local.service.call('latent.open', { modelId })
const named = async (name: string): Promise<ConceptRecord> =>
  (await open()).concepts.find((concept) => concept.name === name && !concept.isDeleted)!
const make = (source: ConceptSource, name?: string) =>
  local.service.call('concept.make', { modelId, source, ...(name !== undefined && { name }) })

test('a draft is made and not kept; a concept is kept, and every window is told', async () => {
  const source: ConceptSource = { kind: 'factor', factor: 0 }
  const before = (await open()).concepts.length
  const draft = await local.service.call('concept.draft', { modelId, source })
  expect(norm(draft.direction)).toBeCloseTo(1, 10)
  expect((await open()).concepts).toHaveLength(before)
  const made = await make(source, ' Turn ')
  expect(made).toMatchObject({ name: 'Turn', source, direction: draft.direction })
  expect(told.at(-1)?.map(({ name }) => name)).toEqual((await open()).concepts.map(({ name }) => name))
  expect(told.at(-1)?.at(-1)?.id).toBe(made.id)
})

test('the factor that is told to move the first layer most does', async () => {
  const lengthAfter = async (place: number): Promise<number> => {
    const { direction } = await local.service.call('concept.draft', {
      modelId,
      source: { kind: 'factor', factor: place },
    })
    return norm(kernelTimes(await firstKernel(), direction))
  }
  const lengths = await Promise.all([0, 1, 31].map(lengthAfter))
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a))
  expect(lengths[0]!).toBeGreaterThan(1.1 * lengths[2]!)
})

/** Of the demo, [32, 1536]: it stands first in the decoder's weights. */
async function firstKernel(): Promise<Float32Array> {
  const checkpoints = join(folder, 'A.slerp', 'models', modelId, 'checkpoints')
  const [step] = await readdir(checkpoints)
  const bytes = await readFile(join(checkpoints, step!, 'decoder', 'weights.bin'))
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 4 * 32 * 1536))
}

const kernelTimes = (kernel: Float32Array, z: readonly number[]): Float64Array =>
  Float64Array.from({ length: 1536 }, (_, unit) =>
    z.reduce((sum, x, i) => sum + x * kernel[i * 1536 + unit]!, 0),
  )

test('changed, duplicated, put in order', async () => {
  const { id } = await named('Turn')
  await local.service.call('concept.change', {
    modelId,
    conceptId: id,
    name: 'Swing',
    note: 'by the weights',
  })
  const copy = await local.service.call('concept.duplicate', { modelId, conceptId: id })
  expect(copy).toMatchObject({ name: 'Swing 2', note: 'by the weights' })
  await local.service.call('concept.arrange', { modelId, conceptIds: [copy.id, id] })
  expect((await open()).concepts.slice(0, 2).map(({ name }) => name)).toEqual(['Swing 2', 'Swing'])
  await expect(local.service.call('concept.change', { modelId, conceptId: id, name: '  ' })).rejects.toThrow(
    'a name',
  )
  await expect(
    local.service.call('concept.change', { modelId, conceptId: 'no-one', name: 'x' }),
  ).rejects.toThrow('no concept "no-one"')
})

test('many at once lose nothing of one another', async () => {
  const before = (await open()).concepts.length
  await Promise.all([0, 1, 2, 3].map((component) => make({ kind: 'component', component }, 'alike')))
  const { concepts } = await open()
  expect(concepts).toHaveLength(before + 4)
  expect(new Set(concepts.map(({ id }) => id)).size).toBe(concepts.length)
  expect(concepts.slice(-4).map(({ name }) => name)).toEqual(['alike', 'alike 2', 'alike 3', 'alike 4'])
})

test('an edit by a deleted concept gives the same code, and the name is free again', async () => {
  const smile = await named('smile')
  const operations = [{ kind: 'concept', conceptId: smile.id, amount: 1.5 } as const]
  await local.service.call('edit.commit', { edits: [{ modelId, image: 3, operations: [...operations] }] })
  const latent = await open()
  const before = evaluateEdit(codeOf(latent, 3)!, operations, latent)
  await local.service.call('concept.change', { modelId, conceptId: smile.id, isDeleted: true })
  await local.service.call('document.open', { path: join(folder, 'A.slerp') })
  const after = await open()
  expect(evaluateEdit(codeOf(after, 3)!, operations, after)).toEqual(before)
  expect((await make({ kind: 'labels', attribute: 'smile', method: 'svm' }, 'smile')).name).toBe('smile')
})

test('what is kept moves no more, and only what is left is told', async () => {
  const [hair, beard] = [await named('long hair'), await named('beard')]
  const request = { modelId, conceptId: hair.id }
  const { before, after } = await local.service.call('concept.effects', { ...request, keep: [beard.id] })
  expect(Object.keys(before)).toContain('skin tone')
  // As near as two fits of the same probe come to one another.
  expect(Math.abs(after!['beard']!)).toBeLessThan(1e-5)
  expect(after!['long hair']!).toBeGreaterThan(0.8 * before['long hair']!)
  const twin = await local.service.call('concept.duplicate', {
    modelId,
    conceptId: (await named('alike')).id,
  })
  const alone = { modelId, conceptId: twin.id, keep: [(await named('alike')).id] }
  expect((await local.service.call('concept.effects', alone)).after).toBeNull()
})

test('another program may have written what a checkpoint holds: then there are no factors, in words', async () => {
  const checkpoints = join(folder, 'A.slerp', 'models', modelId, 'checkpoints')
  const [step] = await readdir(checkpoints)
  await writeFile(
    join(checkpoints, step!, 'decoder', 'model.json'),
    '{"weightsManifest":[{"weights":[{"name":1}]}]}',
  )
  await local.close()
  await local.service.call('document.open', { path: join(folder, 'A.slerp') })
  await expect(make({ kind: 'factor', factor: 0 })).rejects.toThrow(
    'first layer of this model cannot be read',
  )
  expect((await make({ kind: 'component', component: 4 })).name).toBe('Component 5')
})
