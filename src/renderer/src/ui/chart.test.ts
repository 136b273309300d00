import { expect, test } from 'vitest'
import { chartData, logarithmicTicks, roundOnes, valueAt } from './chart'

const held = { label: 'Held-out', colour: '--series-1', values: [null, 4, null, 2, null] }

test('between epochs a sparse line tells its newest value, and at the cursor the one before it', () => {
  expect(valueAt(held, undefined)).toBe('2')
  expect(valueAt(held, 2)).toBe('4')
  expect(valueAt(held, 0)).toBe('–')
})

test('a logarithmic axis leaves out what it cannot show', () => {
  const kl = { ...held, values: [0, 4, -1] }
  expect(chartData([1, 2, 3], [kl], true)[1]).toEqual([null, 4, null])
  expect(chartData([1, 2, 3], [kl], false)[1]).toEqual([0, 4, -1])
})

test('a logarithmic axis has its ticks wherever it begins, just below a power of ten too', () => {
  expect(logarithmicTicks(0.096, 0.31)).toEqual([0.1, 0.2, 0.3])
  expect(logarithmicTicks(0.0996, 434).length).toBe(9 * 3 + 4)
  expect(logarithmicTicks(8, 8.5)).toEqual([8])
  expect([logarithmicTicks(0, 5), logarithmicTicks(NaN, NaN)]).toEqual([[], []])
})

test('over a few decades only powers of ten have a line; within one, halves and fifths too', () => {
  expect(roundOnes([1, 2, 5, 10, 50, 100])).toEqual([1, null, null, 10, null, 100])
  expect(roundOnes([20, 30, 50, 90, 100])).toEqual([20, null, 50, null, 100])
})

test('over many decades every other power, or fewer, has a line', () => {
  expect(roundOnes([1, 10, 100, 1e3, 1e4], 3)).toEqual([1, null, 100, null, 1e4])
})

test('what has grown without end is told by its size', () => {
  expect(valueAt({ ...held, values: [170_600_000_000] }, 0)).toBe('1.71e+11')
})
