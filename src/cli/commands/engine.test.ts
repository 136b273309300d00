import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NativeLibrary } from '../../core/records/engine'
import type { EngineInfo } from '../../protocol/api'
import { portPair } from '../../protocol/port'
import { connect, serve, type Emit } from '../../protocol/rpc'
import { testPaths } from '../../service/paths.fixture'
import { readArguments } from '../arguments'
import { runCommandLine } from '../run'
import { Terminal } from '../terminal'
import { engineCommand } from './engine'

/** A trainer on which two rungs work and the others say why not. */
const stub = `
const times = { wasm: 84, webgpu: 5 }
process.on('message', ({ rung }) => {
  const found = { device: 'a stub', isSoftware: false }
  if (!times[rung]) return process.send({ kind: 'failed', message: 'The library is not installed.' })
  process.send({ kind: 'probing', ...found })
  process.send({ kind: 'probed', ...found, stepMs: times[rung] })
})`

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-cli-engine-'))
  await writeFile(join(folder, 'trainer.js'), stub)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

/** What was written while something ran. */
function listen(): { stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    })
  return said
}

async function slerpEngine(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = listen()
  const places = testPaths({ trainer: join(folder, 'trainer.js'), machine: folder })
  const code = await runCommandLine(['engine', ...argv], places)
  vi.restoreAllMocks()
  return { code, ...said }
}

const infoOf = ({ stdout }: { stdout: string }): EngineInfo => JSON.parse(stdout) as EngineInfo

test('people get a table with words, advice, times and what is used', async () => {
  const { code, stdout, stderr } = await slerpEngine()
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^> yes WebGPU +5\.0 ms {2}a stub$/m)
  expect(stdout).toMatch(/^ {2}yes WebAssembly +84 ms {2}a stub$/m)
  expect(stdout).toMatch(/^ {2}no {2}TensorFlow native +The library is not installed\.$/m)
  expect(stdout).toContain('"npm run engine:cuda" brings it.')
  expect(stdout).toContain('Models are trained on WebGPU, the quickest that works here.')
})

test('a rung is chosen by hand, kept, and given up for the quickest again', async () => {
  const chosen = await slerpEngine('--use', 'wasm', '--json')
  expect(infoOf(chosen)).toMatchObject({ inUse: 'wasm', chosen: 'wasm' })
  expect((await slerpEngine()).stdout).toContain('Models are trained on WebAssembly, chosen by hand.')
  expect(infoOf(await slerpEngine('--use=auto', '--json'))).toMatchObject({ inUse: 'webgpu', chosen: null })
})

test('results are kept until a test is asked for again', async () => {
  await slerpEngine()
  await writeFile(join(folder, 'trainer.js'), stub.replace('wasm: 84', 'wasm: 3'))
  expect(infoOf(await slerpEngine('--json')).inUse).toBe('webgpu')
  expect(infoOf(await slerpEngine('--again', '--json')).inUse).toBe('wasm')
})

test.each([
  [['--use', 'abacus'], 'There is no rung "abacus"; there are: cuda, webgpu, webgl, native, wasm, and auto.'],
  [['--use', 'cuda'], 'does not work on this machine.'],
  [['--bring=now'], "'--bring' does not take an argument"],
])('%j is refused in one line', async (argv, words) => {
  const { code, stdout, stderr } = await slerpEngine(...argv)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^slerp engine: [^\n]+\n$/)
  expect(stderr).toContain(words)
})

/** A service that brings the library in the steps it is given. */
async function bring(steps: readonly NativeLibrary[]): Promise<EngineInfo> {
  const [near, far] = portPair()
  const info: EngineInfo = {
    inUse: null,
    chosen: null,
    testing: null,
    rungs: [],
    library: { state: 'absent', label: 'Not there yet.', done: 0, total: 0 },
    decoding: { by: 'onnx', on: 'cpu', reason: '' },
  }
  function answer(): EngineInfo {
    const [first, ...rest] = steps
    for (const library of rest) setTimeout(() => emit('engine.changed', Object.assign(info, { library })))
    return Object.assign(info, { library: first })
  }
  const emit: Emit = serve(far, { 'engine.bring': answer, 'engine.test': () => info })
  listen()
  const args = readArguments(['--bring'], engineCommand)
  const terminal = new Terminal(true)
  await engineCommand.run({ args, terminal, service: connect(near), demoPath: '' })
  return info
}

const downloading: NativeLibrary = { state: 'bringing', label: 'Downloading', done: 1, total: 4 }

test('bringing the library waits until it is there, or ends with the reason', async () => {
  const ready: NativeLibrary = { state: 'ready', label: 'It is here.', done: 0, total: 0 }
  const info = await bring([downloading, { ...downloading, done: 3 }, ready])
  expect(info.library).toEqual(ready)
  const failed: NativeLibrary = { ...ready, state: 'failed', label: 'The index cannot be reached.' }
  await expect(bring([downloading, failed])).rejects.toThrow('The index cannot be reached.')
  await expect(bring([failed])).rejects.toThrow('The index cannot be reached.')
})
