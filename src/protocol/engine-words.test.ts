import { expect, test } from 'vitest'
import type { RungReport } from '../core/records/engine'
import type { EngineInfo } from './api'
import {
  decodingWords,
  engineReport,
  inUseWords,
  isTested,
  libraryWords,
  quickest,
  rungLines,
  rungRows,
  stepTime,
  timesQuicker,
} from './engine-words'

const report = (name: RungReport['name'], more: Partial<RungReport>): RungReport => ({
  name,
  available: false,
  device: '',
  reason: '',
  advice: '',
  stepMs: null,
  isSoftware: false,
  ...more,
})

const info: EngineInfo = {
  inUse: 'native',
  chosen: null,
  testing: 'webgl',
  rungs: [
    report('cuda', { reason: 'No NVIDIA GPU was found.', advice: 'Nothing helps.' }),
    report('webgpu', { reason: 'SwiftShader, not used.', device: 'SwiftShader', isSoftware: true }),
    report('native', { available: true, device: 'TensorFlow 2.9 on the CPU', stepMs: 25 }),
    report('wasm', { available: true, device: 'WebAssembly on the CPU', stepMs: 80 }),
  ],
  library: { state: 'ready', label: 'TensorFlow 2.21', done: 0, total: 0 },
  decoding: { by: 'onnx', on: 'cpu', reason: '' },
}

test('every rung has a row, tested or not, with its share of the slowest time', () => {
  expect(rungRows(info).map(({ name, state, share }) => [name, state, share])).toEqual([
    ['cuda', 'out', 0],
    ['webgpu', 'software', 0],
    ['webgl', 'testing', 0],
    ['native', 'works', 25 / 80],
    ['wasm', 'works', 1],
  ])
  const [webgl] = rungRows({ ...info, testing: null }).filter(({ name }) => name === 'webgl')
  expect(webgl).toMatchObject({ state: 'untested', words: 'Not tested yet.' })
})

test('before the first test there are five rows without a time', () => {
  const rows = rungRows({ ...info, inUse: null, testing: null, rungs: [] })
  expect(rows.map(({ state, share }) => [state, share])).toEqual(rows.map(() => ['untested', 0]))
  expect(rows).toHaveLength(5)
})

test.each([
  [0.84, '0.8 ms'],
  [9.94, '9.9 ms'],
  [9.96, '10 ms'],
  [84.4, '84 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [12_340, '12.3 s'],
])('%f ms is read as %s', (ms, words) => expect(stepTime(ms)).toBe(words))

test('times quicker is said only where it is so', () => {
  expect(timesQuicker(info, 'native', 'wasm')).toBe('3.2 times quicker')
  expect(timesQuicker(info, 'wasm', 'native')).toBeUndefined()
  expect(timesQuicker(info, 'native', 'native')).toBeUndefined()
  expect(timesQuicker(info, 'cuda', 'wasm')).toBeUndefined()
  expect(quickest(info)?.name).toBe('native')
})

test('lines stand under one another', () => {
  const lines = rungLines(info)
  expect(lines).toHaveLength(6)
  expect(lines[4]).toBe('> yes TensorFlow native   25 ms  TensorFlow 2.9 on the CPU')
  expect(lines[0]).toBe('  no  CUDA                       No NVIDIA GPU was found.')
  expect(lines[1]).toBe(' '.repeat(33) + 'Nothing helps.')
})

test('what trains is said with the reason of the choice', () => {
  expect(inUseWords(info)).toContain('TensorFlow native, the quickest that works here')
  expect(inUseWords({ ...info, inUse: 'wasm', chosen: 'wasm' })).toContain('WebAssembly, chosen by hand')
  expect(inUseWords({ ...info, inUse: null })).toContain('Not tested')
  const none = { ...info, inUse: null, testing: null, rungs: [...info.rungs, report('webgl', {})] }
  expect(isTested(none)).toBe(true)
  expect(inUseWords(none)).toBe('Nothing on this machine can train.')
})

test('a report names versions, every rung, library and decoding', () => {
  const text = engineReport(info, 'Slerp 0.1.0')
  for (const part of [
    'Slerp 0.1.0',
    'CUDA',
    'WebGPU',
    'WebGL',
    'WebAssembly',
    'TensorFlow 2.21 is here.',
    'ONNX Runtime',
  ])
    expect(text).toContain(part)
  const fallback = decodingWords({ by: 'tfjs', on: 'cpu', reason: 'The export failed.' })
  expect(fallback).toBe('Pictures are decoded by TensorFlow.js. The export failed.')
})

test('the library is told in words in each of its states', () => {
  const nothing = { label: '', done: 0, total: 0 }
  expect(libraryWords({ ...nothing, state: 'absent' })).toBe('It is not here.')
  expect(libraryWords({ ...nothing, state: 'ready' })).toBe('It is here.')
  expect(libraryWords({ ...nothing, state: 'failed', label: 'No compiler.' })).toBe('No compiler.')
})
