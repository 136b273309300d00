import { expect, test } from 'vitest'
import { estimateInWords } from './estimate-words'

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
