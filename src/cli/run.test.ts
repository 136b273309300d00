import { createCanvas } from '@napi-rs/canvas'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openInProcess } from '../service/in-process'
import { runCommandLine } from './run'
import { testPaths } from '../service/paths.fixture'

let folder: string
let document: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-cli-'))
  document = join(folder, 'One.slerp')
})
afterEach(() => rm(folder, { recursive: true }))

interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command and keeps what it says. */
async function slerp(...argv: string[]): Promise<Outcome> {
  const said = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    }),
  )
  try {
    const code = await runCommandLine(argv, testPaths({ demo: join(folder, 'no demo') }))
    return { code, ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** Wrong input: one clear line on stderr, nothing on stdout, a code that is not zero. */
function expectRefusal({ code, stdout, stderr }: Outcome, words: string): void {
  expect(stderr).toContain(words)
  expect(stderr).toMatch(/^slerp[^\n]+\n$/)
  // Paths are left out: the random name of a temporary folder may look like a code.
  expect(stderr.replace(/\/\S+/g, '')).not.toMatch(/\bE[A-Z]{4,}\b|undefined|\[object/)
  expect(stdout).toBe('')
  expect(code).toBe(1)
}
const lastObject = ({ stdout }: Outcome): Record<string, unknown> =>
  JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>

async function picture(name: string): Promise<void> {
  const canvas = createCanvas(30, 30)
  canvas.getContext('2d').fillRect(0, 0, 15, 30)
  await mkdir(join(folder, 'pictures', name, '..'), { recursive: true })
  await writeFile(join(folder, 'pictures', name), await canvas.encode('png'))
}

test('a document and its data set are made, and told as one JSON object each', async () => {
  const made = await slerp('new', document, '--json')
  expect(made.code).toBe(0)
  expect(JSON.parse(made.stdout)).toEqual({ document })
  const drawn = await slerp('dataset', document, '--builtin', 'emoji', '--count', '12', '--json')
  expect(drawn.code).toBe(0)
  expect(drawn.stdout.trimEnd().split('\n')).toHaveLength(1)
  expect(lastObject(drawn)).toMatchObject({ name: 'Emoji', count: 12, broken: [] })
  expect(drawn.stderr).toContain('Added Emoji: 12 images, labels: smile, glasses, sunglasses')
  const other = openInProcess(testPaths())
  const opened = await other.service.call('document.open', { path: document })
  expect(opened.readOnlyBecause).toBeUndefined()
  expect(opened.datasets.map(({ id, source }) => ({ id, source }))).toEqual([
    { id: lastObject(drawn)['dataset'], source: { kind: 'builtin', preset: 'emoji', seed: 7 } },
  ])
  await other.close()
})

test('a size that is asked for is the size of the pictures', async () => {
  await slerp('new', document)
  await slerp('dataset', document, '--builtin', 'factors', '--count', '4', '--size', '32')
  const other = openInProcess(testPaths())
  const { datasets } = await other.service.call('document.open', { path: document })
  expect(datasets).toMatchObject([{ name: 'Shapes', count: 4, width: 32, height: 32 }])
  await other.close()
})

test('without --json people are told on stdout, and stderr is silent', async () => {
  expect(await slerp('new', document)).toEqual({ code: 0, stdout: `Made ${document}\n`, stderr: '' })
  const drawn = await slerp('dataset', document, '--builtin=emoji', '--count=2', '--seed=-3', '--name', 'Few')
  expect(drawn).toMatchObject({ code: 0, stderr: '' })
  expect(drawn.stdout).toMatch(/^Added Few: 2 images/)
})

test('a folder of pictures is imported with its labels, and what was left out is said', async () => {
  await slerp('new', document)
  await picture('a.png')
  await picture('b.png')
  await writeFile(join(folder, 'pictures', 'bad.png'), 'text')
  const table = join(folder, 'table.csv')
  await writeFile(table, 'file,happy\na.png,yes\nb.png,no\n')
  const pictures = join(folder, 'pictures')
  const imported = await slerp('dataset', document, '--folder', pictures, '--labels', table, '--json')
  expect(imported.code).toBe(0)
  const reason = 'it is not a PNG, JPEG or WebP picture'
  expect(lastObject(imported)).toMatchObject({
    name: 'pictures',
    count: 2,
    attributes: [{ name: 'happy', kind: 'binary', known: 2, positive: 1 }],
    broken: [{ file: 'bad.png', reason }],
  })
  expect(imported.stderr).toContain(`left out bad.png: ${reason}`)
})

test('help lists every command, and one command when it is asked of one', async () => {
  const names = [
    'engine',
    'new',
    'dataset',
    'train',
    'card',
    'map',
    'concept',
    'edit',
    'photo',
    'mix',
    'timeline',
    'demo',
  ]
  for (const ask of [[], ['help'], ['--help'], ['-h']]) {
    const { code, stdout, stderr } = await slerp(...ask)
    expect([code, stderr]).toEqual([0, ''])
    expect([...stdout.matchAll(/^ {2}slerp (\w+)/gm)].map(([, name]) => name)).toEqual(names)
  }
  const one = await slerp('new', '--help')
  expect([one.code, one.stderr]).toEqual([0, ''])
  expect([...one.stdout.matchAll(/^ {2}slerp (\w+)/gm)].map(([, name]) => name)).toEqual(['new'])
})

test.each([
  ['an unknown command', ['dance'], 'there is no command "dance"'],
  ['a property of every object', ['constructor'], 'there is no command "constructor"'],
  ['no document', ['new'], 'DOC is missing.'],
  ['two documents', ['new', 'DOC', 'Two.slerp'], '"Two.slerp" is one too many'],
  ['an unknown option', ['dataset', 'DOC', '--colour', 'red'], "Unknown option '--colour'"],
  ['an option of another command', ['new', 'DOC', '--count', '3'], "Unknown option '--count'"],
  ['an option without its value', ['dataset', 'DOC', '--builtin'], "'--builtin <value>' argument missing"],
  [
    'a value that looks like an option',
    ['dataset', 'DOC', '--builtin', 'emoji', '--seed', '-3'],
    '--seed=VALUE',
  ],
  ['neither preset nor folder', ['dataset', 'DOC'], 'Name either --builtin PRESET or --folder PATH.'],
  ['preset and folder', ['dataset', 'DOC', '--builtin', 'emoji', '--folder', '.'], 'Name either --builtin'],
  ['another map', ['map', 'DOC', '--method', 'magic'], 'There is no method "magic"; there are: pca, umap,'],
  ['settings of a map without any', ['map', 'DOC', '--set', 'seed=1'], '--set is for umap and tsne'],
  [
    'axes without names',
    ['map', 'DOC', '--method', 'axes'],
    '--method axes and --axes NAME,NAME go together.',
  ],
  ['four dimensions', ['map', 'DOC', '--dimensions', '4'], '--dimensions is 2 or 3.'],
  ['another kind of model', ['train', 'DOC', '--kind', 'cat'], 'There is no kind of model "cat"'],
  [
    'epochs that are no number',
    ['train', 'DOC', '--epochs', 'many'],
    '--epochs must be a whole number, not "many".',
  ],
  ['half an epoch', ['train', 'DOC', '--epochs', '0.5'], '--epochs must be a whole number, not "0.5".'],
  ['a KL weight for a GAN', ['train', 'DOC', '--kind', 'gan', '--kl', '1'], '--kl is nothing that gan has.'],
  [
    'conditions for a VAE',
    ['train', 'DOC', '--conditions', 'smile'],
    '--conditions is nothing that vae has.',
  ],
  [
    'a setting of another kind',
    ['train', 'DOC', '--kind', 'ae', '--set', 'noise=0.1,loss=hinge'],
    'ae has no setting "loss"; it has latentSize, epochs, noise, ',
  ],
  [
    'a choice that there is not',
    ['train', 'DOC', '--kind', 'gan', '--set', 'loss=magic'],
    'loss is non-saturating, minimax, hinge, wasserstein, not "magic".',
  ],
  [
    'networks of no size',
    ['train', 'DOC', '--set', 'channels=huge'],
    'channels is small, medium, large, not',
  ],
  ['half a switch', ['train', 'DOC', '--kind', 'ae', '--set', 'isLinear'], 'isLinear is yes or no, not "".'],
  ['no rate', ['train', 'DOC', '--learning-rate', ''], '--learning-rate must be a number, not "".'],
  ['no concept to be renamed', ['concept', 'DOC', '--rename', 'grin'], 'NAME is missing.'],
  [
    'a source that there is none of',
    ['concept', 'DOC', 'grin', '--from', 'magic:1'],
    '--from wants labels:NAME',
  ],
  ['a component before the first', ['concept', 'DOC', '--from', 'component:0'], 'counted from 1'],
  ['a pile without another', ['concept', 'DOC', '--from', 'examples:1,2'], '--from wants labels:NAME'],
  [
    'no amount',
    ['edit', 'DOC', '--set', 'smile', '--out', 'o.png'],
    '--set wants CONCEPT=AMOUNT, such as smile=2',
  ],
  ['an amount of words', ['edit', 'DOC', '--set', 'smile=much', '--out', 'o.png'], 'not "smile=much"'],
  ['one amount missing', ['edit', 'DOC', '--set', 'smile=1,', '--out', 'o.png'], 'not ""'],
  ['nowhere to save', ['edit', 'DOC', '--set', 'smile=1'], '--out is missing.'],
  ['no photo', ['photo', 'DOC'], '--in is missing.'],
  ['no square', ['photo', 'DOC', '--in', 'a.jpg', '--crop', '1,2'], '--crop wants X,Y,SIZE'],
  ['a face and a square', ['photo', 'DOC', '--in', 'a.jpg', '--face', '1', '--crop', '1,2,3'], 'not both'],
  ['no folder for the demo', ['demo'], '--out is missing.'],
  ['no time to train', ['demo', '--out', 'OUT', '--train', '0'], '--train wants a number of minutes'],
])('%s is refused with one line and nothing is written', async (_, argv, words) => {
  await slerp('new', document)
  const before = await readdir(folder, { recursive: true })
  const places = new Map([
    ['DOC', document],
    ['OUT', join(folder, 'out')],
  ])
  const [command, ...rest] = argv.map((word) => places.get(word) ?? word)
  expectRefusal(await slerp(command!, '--json', ...rest), words)
  expect(await readdir(folder, { recursive: true })).toEqual(before)
})

test.each([
  [
    'a count of words',
    ['--builtin', 'emoji', '--count', 'ten'],
    '--count must be a whole number, not "ten".',
  ],
  ['a count of nothing', ['--builtin', 'emoji', '--count', ''], '--count must be a whole number, not "".'],
  ['one image', ['--builtin', 'emoji', '--count', '1'], 'a data set has from 2 to 100000 images, not 1'],
  ['a million images', ['--builtin', 'emoji', '--count', '1000000'], 'not 1000000'],
  ['half a seed', ['--builtin', 'emoji', '--count', '2', '--seed', '0.5'], '--seed must be a whole number'],
  [
    'an endless seed',
    ['--builtin', 'emoji', '--count', '2', '--seed', '9'.repeat(30)],
    '--seed must be a whole',
  ],
  [
    'an unknown preset',
    ['--builtin', 'cats'],
    'there is no built-in data set "cats"; there are faces, big-smiles',
  ],
  ['an odd size', ['--builtin', 'emoji', '--size', '48'], 'pictures are drawn 32 or 64 pixels wide, not 48'],
  ['a folder that is not there', ['--folder', 'GONE'], 'There is no folder'],
  ['a folder without pictures', ['--folder', 'EMPTY'], 'There is no picture in'],
  ['labels that are not there', ['--folder', 'EMPTY', '--labels', 'GONE'], 'There is no label file'],
])('a data set of %s is refused and the document stays as it was', async (_, argv, words) => {
  await slerp('new', document)
  await mkdir(join(folder, 'empty'))
  const before = await readdir(document)
  const places = new Map([
    ['GONE', join(folder, 'gone')],
    ['EMPTY', join(folder, 'empty')],
  ])
  const known = argv.map((word) => places.get(word) ?? word)
  expectRefusal(await slerp('dataset', document, ...known, '--json'), words)
  expect(await readdir(document)).toEqual(before)
})

test.each([
  ['dataset', ['--builtin', 'emoji']],
  ['train', []],
  ['card', []],
  ['map', []],
  ['concept', ['smile']],
  ['edit', ['--set', 'smile=1', '--out', 'o.png']],
])('%s of a document that is not there is refused, and none is made', async (command, rest) => {
  expectRefusal(await slerp(command, document, ...rest), 'is not a Slerp document.')
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['card', []],
  ['map', []],
  ['concept', ['smile']],
  ['edit', ['--set', 'smile=1', '--out', 'o.png']],
])('%s of a document without a model says what to do', async (command, rest) => {
  await slerp('new', document)
  expectRefusal(await slerp(command, document, ...rest), 'This document has no model yet; train one with')
})

test('a document is not made twice, nor trained without data', async () => {
  await slerp('new', document)
  expectRefusal(await slerp('new', document), 'already exists')
  expectRefusal(await slerp('train', document), 'add one with: slerp dataset DOC')
})

test('a document that is open elsewhere is not written', async () => {
  await slerp('new', document)
  const other = openInProcess(testPaths())
  await other.service.call('document.open', { path: document })
  expectRefusal(
    await slerp('dataset', document, '--builtin', 'emoji', '--count', '2'),
    'open in another window',
  )
  await other.close()
  expect((await slerp('dataset', document, '--builtin', 'emoji', '--count', '2')).code).toBe(0)
})

test('a demo that is not shipped is missed in one line and leaves nothing', async () => {
  expectRefusal(await slerp('demo', '--out', join(folder, 'out')), 'There is no document at')
  expect(await readdir(folder)).toEqual([])
})
