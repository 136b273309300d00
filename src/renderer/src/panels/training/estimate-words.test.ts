import { expect, test } from 'vitest'
import { estimateInWords, memoryInWords, numbersInWords, timeInWords } from './estimate-words'

test('an estimate is told as coarsely as it is known', () => {
  const estimate = {
    parameters: 1_234_567,
    stepMs: 180,
    msPerEpoch: 13_600,
    memoryBytes: 338e6,
    rung: 'wasm',
  } as const
  expect(estimateInWords(estimate, 20)).toBe('1.2 M numbers, 340 MB, about 14 s an epoch, 5 minutes in all')
})

test.each([
  [40, '0.1 s'],
  [640, '0.6 s'],
  [999, '1 s'],
  [59_400, '59 s'],
  [59_600, '1 minute'],
  [119_000, '2 minutes'],
  [3_599_000, '1 hour'],
  [9_000_000, '2.5 hours'],
  [28_800_000, '8 hours'],
])('%d ms are %s', (ms, words) => {
  expect(timeInWords(ms)).toBe(words)
})

test.each([
  [512, '512 numbers'],
  [9_940, '9.9 k numbers'],
  [123_456, '123 k numbers'],
  [999_600, '1.0 M numbers'],
  [12_600_000, '13 M numbers'],
])('%d are %s', (count, words) => {
  expect(numbersInWords(count)).toBe(words)
})

test.each([
  [1e6, '10 MB'],
  [994e6, '990 MB'],
  [996e6, '1.0 GB'],
  [2.34e9, '2.3 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(memoryInWords(bytes)).toBe(words)
})
