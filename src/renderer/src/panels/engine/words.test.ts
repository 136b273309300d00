import { expect, test } from 'vitest'
import { rungNames, type RungName, type RungReport } from '../../../../core/records/engine'
import type { EngineInfo } from '../../../../protocol/api'
import { offerOf } from './offer'
import {
  betterWords,
  chipTip,
  chipWords,
  headingWords,
  inOrder,
  rowNote,
  shareDone,
  testingWords,
  versionWords,
} from './words'

const report = (name: RungName, stepMs: number | undefined, device = ''): RungReport => ({
  name,
  available: stepMs !== undefined,
  device,
  reason: '',
  advice: '',
  stepMs: stepMs ?? null,
  isSoftware: false,
})

/** Everything tested, with these times. */
function infoWith(times: Partial<Record<RungName, number>>, more: Partial<EngineInfo> = {}): EngineInfo {
  return {
    inUse: 'wasm',
    chosen: null,
    testing: null,
    rungs: rungNames.map((name) => report(name, times[name], `${name} on NVIDIA H200 (Vulkan 1.3)`)),
    library: { state: 'absent', label: 'Not here.', done: 0, total: 0 },
    decoding: { by: 'onnx', on: 'cpu', reason: '' },
    ...more,
  }
}

const wasmOnly = infoWith({ wasm: 84 })
const both = infoWith({ native: 27, wasm: 84 }, { inUse: 'native' })
const usedOf = (info: EngineInfo) => info.rungs.find(({ name }) => name === info.inUse)

test('the chip names rung and time, and the card where there is one', () => {
  const good = { mark: 'good', name: 'WebAssembly', device: '', time: '84 ms' }
  expect(chipWords(wasmOnly, usedOf(wasmOnly), undefined)).toEqual(good)
  const card = infoWith({ webgpu: 2.94 }, { inUse: 'webgpu' })
  expect(chipWords(card, usedOf(card), undefined)).toEqual({
    mark: 'good',
    name: 'WebGPU',
    device: 'NVIDIA H200',
    time: '2.9 ms',
  })
})

test('while a run goes on the chip shows what it trains on and its own time', () => {
  const words = chipWords(both, usedOf(both), { rung: 'wasm', stepMs: 312.4 })
  expect(words).toMatchObject({ name: 'WebAssembly', time: '312 ms' })
  expect(chipWords(both, usedOf(both), { rung: 'wasm', stepMs: undefined }).time).toBe('')
  expect(chipWords(undefined, undefined, { rung: 'wasm', stepMs: 9 }).name).toBe('WebAssembly')
})

test('the mark tells what goes on, and that nothing works', () => {
  const mark = (info: EngineInfo | undefined, used = info && usedOf(info)) =>
    chipWords(info, used, undefined).mark
  expect(mark(undefined)).toBe('unknown')
  expect(mark({ ...wasmOnly, testing: 'webgl' })).toBe('testing')
  expect(mark({ ...wasmOnly, rungs: wasmOnly.rungs.slice(1) })).toBe('good')
  expect(mark({ ...wasmOnly, inUse: null, rungs: [] })).toBe('unknown')
  const library = { state: 'bringing', label: 'Downloading', done: 1, total: 3 } as const
  expect(mark({ ...wasmOnly, library })).toBe('bringing')
  expect(chipTip({ ...wasmOnly, library }, undefined).at(-1)).toContain('Downloading, 33 %')
  expect(chipWords(infoWith({}, { inUse: null }), undefined, undefined)).toMatchObject({
    mark: 'none',
    name: 'Cannot train',
  })
})

test('rows stay where they are until all times are known, then the quickest is first', () => {
  const names = (info: EngineInfo) => inOrder(info).map(({ name }) => name)
  const info = infoWith({ webgl: 61, native: 27, wasm: 84 })
  expect(names({ ...info, testing: 'cuda' })).toEqual([...rungNames])
  expect(names(info)).toEqual(['native', 'webgl', 'wasm', 'cuda', 'webgpu'])
})

test('with a run on another rung both are told apart', () => {
  const notes = (running?: RungName) => inOrder(both).map((row) => rowNote(row, running))
  expect(notes()).toEqual(['in use', '', '', '', ''])
  expect(notes('native')).toEqual(['trains now', '', '', '', ''])
  expect(notes('wasm')).toEqual(['next run', 'trains now', '', '', ''])
  expect(headingWords(both, { rung: 'wasm', stepMs: 9 })).toBe(
    'The run in progress trains on it. The next one: TensorFlow native, the quickest that works here.',
  )
  const alone = headingWords(both, undefined)
  expect(alone).toContain('Models are trained on TensorFlow native')
  expect(headingWords(both, { rung: 'native', stepMs: 9 })).toBe(alone)
})

test('small words', () => {
  expect(shareDone({ state: 'bringing', label: '', done: 1, total: 4 })).toBe(0.25)
  expect(shareDone({ state: 'bringing', label: '', done: 0, total: 0 })).toBeUndefined()
  const testing: EngineInfo = { ...wasmOnly, rungs: wasmOnly.rungs.slice(2), testing: 'cuda' }
  expect(testingWords(wasmOnly, undefined)).toBe('')
  expect(testingWords(testing, undefined)).toBe('Testing CUDA, 4 of 5…')
  expect(testingWords(testing, { rung: 'wasm', stepMs: 9 })).toMatch(/^Beside a run.*CUDA/)
  expect(betterWords(both)).toBe('')
  expect(betterWords({ ...both, inUse: 'wasm' })).toBe('TensorFlow native would be 3.1 times quicker.')
  expect(versionWords({ app: '1', electron: '2', chrome: '3', node: '4' })).toBe(
    'Slerp 1, Electron 2, Chromium 3, Node 4',
  )
})

test('nothing is offered when nothing is better', () => {
  expect(offerOf(wasmOnly, undefined, false)).toBeUndefined()
  expect(offerOf(wasmOnly, 'wasm', false)).toBeUndefined()
  expect(offerOf(both, undefined, false)).toBeUndefined()
  expect(offerOf(infoWith({}, { inUse: null }), 'wasm', true)).toBeUndefined()
  // It came, and it is the slower one.
  expect(offerOf(infoWith({ native: 90, wasm: 84 }), undefined, true)).toBeUndefined()
})

test('a library that came is offered, to the run in progress as well', () => {
  expect(offerOf(both, undefined, true)).toEqual({
    text: "TensorFlow's native library is ready: 3.1 times quicker than WebAssembly. Used from the next run on.",
  })
  const offer = offerOf(both, 'wasm', true)
  expect(offer?.action).toBe('switch')
  expect(offer?.text).toMatch(/ready: 3\.1 times quicker than WebAssembly, on which this run trains\./)
  expect(offerOf(both, 'wasm', false)?.text).toMatch(/^TensorFlow native works here: 3\.1 times quicker/)
  const chosen = offerOf({ ...both, inUse: 'wasm', chosen: 'wasm' }, undefined, true)
  expect(chosen).toMatchObject({ action: 'quickest' })
})

test('a slower rung that was chosen by hand is offered to the run without praise', () => {
  const info = infoWith({ native: 27, wasm: 84 }, { chosen: 'wasm' })
  expect(offerOf(info, 'native', false)).toEqual({
    text: 'This run trains on TensorFlow native; the next one trains on WebAssembly.',
    action: 'switch',
  })
})
