import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replay } from '../../core/editing/history'
import { mulberry32 } from '../../core/random/random'
import type { JournalEntry } from '../../core/records/journal'
import type { EditingView } from '../../protocol/api'
import { openInProcess } from '../in-process'
import { testPaths } from '../paths.fixture'
import { makeDocument } from './actions.fixture'

const rounds = 8
const actions = 200
// Within the project, so that packages are found from there.
const program = resolve('node_modules/.cache/killed')

let folder: string
let path: string
let datasetId: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-killed-'))
  path = join(folder, 'One.slerp')
  datasetId = await makeDocument(path)
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve('src/service/features/killed.fixture.ts'),
      outDir: program,
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'killed.cjs' } },
    },
  })
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** Acts in a process of its own, and kills it some microseconds after so many answers. @returns all that came */
async function actAndKill(answers: number, seed: number, spins: number): Promise<EditingView[]> {
  const args = [join(program, 'killed.cjs'), path, datasetId, String(seed)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    printed += String(chunk)
    if (child.killed || printed.split('\n').length <= answers) continue
    // Wherever it has got to by then: thinking, writing a line, or waiting for the disk.
    for (let i = 0; i < spins; i++) Math.sqrt(i)
    child.kill('SIGKILL')
  }
  return printed
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as EditingView)
}

async function entries(): Promise<JournalEntry[]> {
  const whole = (await readFile(join(path, 'journal.jsonl'), 'utf8')).split('\n').slice(0, -1)
  return whole.map((line) => JSON.parse(line) as JournalEntry)
}

async function reopened(): Promise<EditingView> {
  const local = openInProcess(testPaths())
  const { editing } = await local.service.call('document.open', { path })
  await local.close()
  return editing
}

/** What a replayed journal has to say of what a person sees. */
function seen(journal: readonly JournalEntry[]): Pick<EditingView, 'step' | 'selected' | 'edits'> {
  const { current, selected, edits } = replay(journal)
  const touched = [...edits.values()].filter(({ operations }) => operations.length > 0)
  return { step: current, selected: selected ?? null, edits: touched }
}
const saidOf = ({ step, selected, edits }: EditingView): ReturnType<typeof seen> => ({
  step,
  selected,
  edits: edits.filter(({ operations }) => operations.length > 0),
})

test('a process that is killed while it acts loses nothing that it answered', async () => {
  const random = mulberry32(19)
  let acted = 0
  for (let round = 0; round < rounds; round++) {
    const answers = await actAndKill(actions / rounds, round, Math.floor(random() * 2e6))
    acted += answers.length
    const journal = await entries()
    const now = await reopened()
    expect(saidOf(now)).toEqual(seen(journal))
    // One more may have been written whose answer did not come any more.
    const last = saidOf(answers.at(-1)!)
    expect([seen(journal), seen(journal.slice(0, -1))]).toContainEqual(last)
  }
  expect(acted).toBeGreaterThanOrEqual(actions)
}, 120_000)
