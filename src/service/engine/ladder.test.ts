import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import type { RungName, RungReport } from '../../core/records/engine'
import { Ladder } from './ladder'
import { Library } from './library'
import { trainersOf } from './open-trainer'
import { testPaths } from '../paths.fixture'
import { broken, software, working, writeTrainer } from './stubs.fixture'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slerp-ladder-'))))
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** Long enough for a process to start on a busy machine. */
const limitMs = 60_000
const limitsMs = { cuda: limitMs, webgpu: limitMs, webgl: limitMs, native: limitMs, wasm: limitMs }

interface Options {
  machine?: string
  limitsMs?: typeof limitsMs
  onChange?: () => void
}

function ladderOf(behaviour: Partial<Record<RungName, string>>, options: Options = {}): Ladder {
  const open = trainersOf(testPaths({ trainer: writeTrainer(folder, behaviour) }))
  return new Ladder({
    open,
    library: new Library(testPaths()),
    folder,
    machine: 'this machine',
    onChange: () => {},
    limitsMs,
    ...options,
  })
}

const report = (ladder: Ladder, name: RungName): RungReport | undefined =>
  ladder.info.rungs.find((rung) => rung.name === name)

const asked = (): string[] => readFileSync(join(folder, 'asked.txt'), 'utf8').trim().split('\n')

test.each([
  ['a segmentation fault', /SIGSEGV/],
  ['an abort', /SIGABRT/],
  ['an endless loop', /did not end within 3 s/],
  ['no memory left', /out of memory|heap limit/],
  ['a library that is no library', /invalid ELF header|not a valid|mach-o|too short/i],
  ['an exit without a word', /ended by itself with code 0/],
] as const)(
  'a rung whose test ends in %s is out with the reason, and the next one is used',
  async (what, words) => {
    // Otherwise it would first fill all the memory there is.
    if (what === 'no memory left') vi.stubEnv('NODE_OPTIONS', '--max-old-space-size=40')
    const limits = what === 'an endless loop' ? { ...limitsMs, native: 3000 } : limitsMs
    const ladder = ladderOf({ native: broken[what], wasm: working(80) }, { limitsMs: limits })
    await ladder.test()
    expect(report(ladder, 'native')).toMatchObject({ available: false, stepMs: null })
    expect(report(ladder, 'native')?.reason).toMatch(words)
    expect(ladder.info.inUse).toBe('wasm')
  },
)

test('the quickest rung is used, and software that looks like a GPU never', async () => {
  const ladder = ladderOf({ native: working(30), wasm: working(80), webgl: software })
  await ladder.test()
  expect(ladder.info.inUse).toBe('native')
  expect(report(ladder, 'webgl')).toMatchObject({ available: false, isSoftware: true, device: 'SwiftShader' })
  expect(report(ladder, 'webgl')?.reason).toContain('software rendering, not used')
})

test('one rung is tested after another, cheap ones first', async () => {
  await ladderOf({ wasm: working(1), native: working(2) }).test()
  expect(asked()).toEqual(['wasm', 'native', 'cuda', 'webgl', 'webgpu'])
})

describe('what was measured', () => {
  it('is kept for the next start', async () => {
    await ladderOf({ wasm: working(80) }).test()
    const next = ladderOf({})
    await next.test()
    expect(next.info.inUse).toBe('wasm')
    expect(asked()).toHaveLength(5)
  })

  it('is measured anew after a new version or driver', async () => {
    await ladderOf({ wasm: working(80) }).test()
    const next = ladderOf({ wasm: working(40) }, { machine: 'another driver' })
    await next.test()
    expect(report(next, 'wasm')?.stepMs).toBe(40)
  })

  it('is measured anew when asked for', async () => {
    const ladder = ladderOf({ wasm: working(80) })
    await ladder.test()
    writeTrainer(folder, { wasm: working(50) })
    await ladder.test(true)
    expect(report(ladder, 'wasm')?.stepMs).toBe(50)
  })

  it('counts as nothing when the file is broken', async () => {
    await ladderOf({ wasm: working(80) }).test()
    writeFileSync(
      join(folder, 'engine-in-node.json'),
      '{"version":1,"machine":"this machine","reports":[{}]}',
    )
    expect(ladderOf({}).info.rungs).toEqual([])
  })
})

describe('a rung whose test took the app down', () => {
  const deadProcess = 2 ** 22 + 1
  it('is left out at the next start, and says so', async () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'testing'), `webgl ${deadProcess}`)
    // Who makes a ladder asks it when something changes, and does not have it yet.
    const onChange = vi.fn()
    const ladder = ladderOf({ wasm: working(80), webgl: working(1) }, { onChange })
    expect(onChange).not.toHaveBeenCalled()
    await ladder.test()
    expect(report(ladder, 'webgl')?.reason).toContain('The app ended while this was tested')
    expect(asked()).not.toContain('webgl')
    await ladder.test(true)
    expect(ladder.info.inUse).toBe('webgl')
  })

  it('is not blamed while the process that tests it lives', () => {
    writeFileSync(join(folder, 'testing'), `webgl ${process.ppid}`)
    expect(ladderOf({}).info.rungs).toEqual([])
  })
})

describe('a rung chosen by hand', () => {
  it('is used, also after the next start, until the quickest is asked for', async () => {
    const ladder = ladderOf({ native: working(30), wasm: working(80) })
    await ladder.test()
    ladder.choose('wasm')
    expect(ladder.info.inUse).toBe('wasm')
    const next = ladderOf({})
    expect(next.info).toMatchObject({ inUse: 'wasm', chosen: 'wasm' })
    next.choose(null)
    expect(next.info.inUse).toBe('native')
  })

  it('must work', async () => {
    const ladder = ladderOf({ wasm: working(80) })
    await ladder.test()
    expect(() => ladder.choose('cuda')).toThrow('CUDA does not work on this machine.')
  })
})

test('when nothing works, a run is refused in words', async () => {
  await expect(ladderOf({}).rungForRun()).rejects.toThrow('Nothing on this machine can train')
})

test('after a rung failed at work the quickest of the others is offered, and it is tested anew', async () => {
  const ladder = ladderOf({ native: working(30), wasm: working(80) })
  await ladder.test()
  expect(ladder.nextAfter('native')).toBe('wasm')
  ladder.forget('native')
  expect(report(ladder, 'native')).toBeUndefined()
})

test('a rung that works is had at once when it is asked for, whatever is still to be tested', async () => {
  const ladder = ladderOf({ native: working(30), wasm: working(80) })
  await ladder.test()
  ladder.forget('native')
  expect(await ladder.rungForRun('wasm')).toBe('wasm')
  expect(asked()).toHaveLength(5)
})
