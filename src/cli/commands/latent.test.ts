import { loadImage } from '@napi-rs/canvas'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openInProcess } from '../../service/in-process'
import { runCommandLine } from '../run'
import { testPaths } from '../../service/paths.fixture'

/** On a copy of the shipped demo: a real model with its codes and concepts. */

let folder: string
let document: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-latent-'))
  document = join(folder, 'demo.slerp')
  const local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  await local.service.call('document.openDemo', { path: document })
  await local.close()
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

async function slerp(
  ...argv: string[]
): Promise<{ code: number; result: Record<string, unknown>; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    }),
  )
  try {
    const code = await runCommandLine([...argv, '--json'], testPaths())
    const last = said.stdout.trimEnd().split('\n').at(-1) || '{}'
    return { code, result: JSON.parse(last) as Record<string, unknown>, stderr: said.stderr }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

test('an edited face is saved at the size that was asked for', async () => {
  const out = join(folder, 'out.png')
  const { code, result } = await slerp(
    'edit',
    document,
    '--image',
    '12',
    '--set',
    'smile=2',
    '--out',
    out,
    '--scale',
    '3',
  )
  expect(code).toBe(0)
  expect(result).toEqual({
    out,
    image: 12,
    operations: [{ kind: 'concept', conceptId: expect.any(String) as string, amount: 2 }],
  })
  const picture = await loadImage(out)
  expect([picture.width, picture.height]).toEqual([192, 192])
})

test.each([
  [
    'an image that is not there',
    ['--image', '3000', '--set', 'smile=1'],
    'There is no image 3000; there are 3000.',
  ],
  ['a concept that is not there', ['--set', 'hat=1'], 'There is no concept "hat"; there are: '],
  [
    'a part that codes do not have',
    ['--mix', 'top=1'],
    'codes of this VAE have no part "top"; there are: whole',
  ],
  ['a part of an image that is not there', ['--mix', 'whole=3000'], 'there is no image 3000; there are 3000'],
  ['a condition that is not told', ['--condition', 'smile=1'], 'this VAE is not told "smile"'],
  ['a dimension that codes do not have', ['--dimension', '32=1'], 'no dimension 32; they have 32, from 0'],
  ['styles that are none', ['--truncation', '0.5'], 'are no styles'],
  ['an absurd scale', ['--set', 'smile=1', '--scale', '100000'], 'cannot enlarge the picture 100000 times'],
])('an edit of %s is refused with one line and nothing is saved', async (_, argv, words) => {
  const before = await readdir(folder)
  const { code, stderr } = await slerp('edit', document, ...argv, '--out', join(folder, 'other.png'))
  expect(code).toBe(1)
  expect(stderr).toContain(words)
  expect(stderr).toMatch(/^slerp edit: [^\n]+\n$/)
  expect(await readdir(folder)).toEqual(before)
})

test('an image is mixed with another one', async () => {
  const [half, none] = [join(folder, 'half.png'), join(folder, 'none.png')]
  const { result } = await slerp('edit', document, '--mix', 'whole=5:0.5', '--out', half)
  expect(result['operations']).toEqual([{ kind: 'mix', part: 'whole', other: 5, amount: 0.5 }])
  await slerp('edit', document, '--mix', 'whole=5:0', '--out', none)
  expect((await readFile(half)).equals(await readFile(none))).toBe(false)
})

test('a single number of the code is set in standard deviations of the data', async () => {
  const out = join(folder, 'dimension.png')
  const { result } = await slerp('edit', document, '--dimension', '3=+1.5', '--out', out)
  const [encodings] = await readdir(join(document, 'encodings'))
  const npy = await readFile(join(document, 'encodings', encodings!, 'mu.npy'))
  // Ten bytes and a header whose length the last two of them say; then 32 float32 an image.
  const start = 10 + npy.readUInt16LE(8)
  const values = Array.from({ length: 3000 }, (_, i) => npy.readFloatLE(start + 4 * (32 * i + 3)))
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  const offset = 1.5 * Math.sqrt(squares / (values.length - 1))
  expect(result['operations']).toEqual([
    { kind: 'latent', dimension: 3, offset: expect.closeTo(offset, 6) as number },
  ])
})

test.each([
  ['--mix=top', '--mix wants PART=IMAGE'],
  ['--mix=top=1:1.5', '--mix wants PART=IMAGE'],
  ['--mix=hair=1', 'There is no part "hair"'],
  ['--condition=smile=2', 'A condition lies between -1 and 1'],
  ['--condition=smile', '--condition wants NAME=VALUE'],
  ['--dimension=hair=1', '--dimension wants NUMBER=DEVIATIONS'],
  ['--truncation=2', '--truncation lies between 0 and 1.5'],
  ['--scale=2', 'There is nothing to do: give --set, --mix'],
])('%s is refused before anything is opened', async (option, words) => {
  const { code, stderr } = await slerp('edit', join(folder, 'none.slerp'), option, '--out', 'x.png')
  expect(code).toBe(1)
  expect(stderr).toContain(words)
})

test('a map says how much its axes explain', async () => {
  const { code, result } = await slerp('map', document, '--dimensions', '3')
  expect(code).toBe(0)
  expect(result).toMatchObject({ method: 'pca', dimensions: 3 })
  const shares = result['explainedVariance'] as number[]
  expect(shares).toHaveLength(3)
  expect([...shares].sort((a, b) => b - a)).toEqual(shares)
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1)
})

test('maps are made by other methods, and listed', async () => {
  const byAxes = await slerp('map', document, '--method', 'axes', '--axes', 'smile,glasses')
  expect(byAxes.result).toMatchObject({ axes: [{ name: 'smile' }, { name: 'glasses' }] })
  const laidOut = await slerp('map', document, '--method', 'umap', '--set', 'epochs=20,neighbours=10')
  expect(laidOut.result).toMatchObject({ method: 'umap', settings: { epochs: 20, neighbours: 10 } })
  expect(laidOut.result['figures']).toMatchObject({ trustworthiness: expect.any(Number) as number })
  const { maps } = (await slerp('map', document, '--list')).result as { maps: { map: string }[] }
  const made = [byAxes.result['map'], laidOut.result['map']]
  expect(maps.map(({ map }) => map)).toEqual(expect.arrayContaining(made))
  const refused = await slerp('map', document, '--method', 'axes', '--axes', 'smile,hat')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('There is no concept "hat"; there are:')
})

test('a concept is fitted and judged; one without labels is refused', async () => {
  const { code, result } = await slerp('concept', document, 'glasses')
  expect(code).toBe(0)
  expect(result['heldOutAuc']).toBeGreaterThanOrEqual(0.95)
  for (const key of ['safeRange', 'leakage', 'examples']) expect(result).toHaveProperty(key)
  const refused = await slerp('concept', document, 'hat')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(/^slerp concept: [^\n]*hat[^\n]*\n$/)
})

test('the card of a model is told by name, by id and without either', async () => {
  const { result } = await slerp('card', document)
  const { id, name } = result['model'] as { id: string; name: string }
  expect(result).toMatchObject({ dataset: { name: 'Faces' }, activeUnits: 32 })
  for (const wanted of [id, name.toUpperCase()])
    expect((await slerp('card', document, wanted)).result).toEqual(result)
  const { code, stderr } = await slerp('card', document, 'Nobody')
  expect([code, stderr.split(' Usage')[0]]).toEqual([
    1,
    `slerp card: There is no model "Nobody"; there are: "${name}".`,
  ])
  expect((await slerp('card', document)).stderr).toContain('Figures on held-out pictures')
})

test('concepts are made from any source, listed, renamed, deleted and had back', async () => {
  const made = async (from: string, ...more: string[]) =>
    (await slerp('concept', document, ...more, '--from', from)).result
  expect(await made('examples:1,2/3,4', 'mine')).toMatchObject({
    name: 'mine',
    verdict: expect.stringContaining('only 2') as string,
  })
  expect(await made('factor:1')).toMatchObject({ name: 'Factor 1', source: { kind: 'factor', factor: 0 } })
  expect(await made('sum:smile=1,mine=-0.5', 'both')).toMatchObject({ name: 'both' })
  expect(await made('svm:smile')).toMatchObject({ name: 'smile (SVM)' })
  await slerp('concept', document, 'mine', '--rename', 'yours')
  await slerp('concept', document, 'both', '--delete')
  const names = async () =>
    ((await slerp('concept', document)).result['concepts'] as { name: string }[]).map(({ name }) => name)
  expect(await names()).toEqual(expect.arrayContaining(['smile', 'yours', 'Factor 1']))
  expect(await names()).not.toContain('both')
  expect(
    (await slerp('edit', document, '--image', '1', '--set', 'both=1', '--out', join(folder, 'x.png'))).code,
  ).toBe(1)
  await slerp('concept', document, 'both', '--restore')
  expect(await names()).toContain('both')
})

test('what is kept leaks less, and an edit can keep it', async () => {
  const { result } = await slerp('concept', document, 'long hair', '--keep', 'beard,smile')
  const { before, after } = result as { before: Record<string, number>; after: Record<string, number> }
  expect(Math.abs(after['beard']!)).toBeLessThan(1e-5)
  expect(after['long hair']!).toBeGreaterThan(0.8 * before['long hair']!)
  const edit = ['edit', document, '--image', '3', '--set', 'long hair=2', '--out', join(folder, 'kept.png')]
  const kept = await slerp(...edit, '--keep', 'beard')
  expect(kept.result['operations']).toMatchObject([
    { kind: 'concept', amount: 2, keep: [expect.any(String)] },
  ])
  expect(
    (await slerp('edit', document, '--image', '3', '--mix', 'whole=1', '--keep', 'beard', '--out', 'x'))
      .stderr,
  ).toContain('--keep goes together')
})
