import { expect, test } from 'vitest'
import { chartData, logarithmicSplits, roundOnes, valueAt } from './chart'

const held = { label: 'Held-out', colour: '--series-1', values: [null, 4, null, 2, null] }

test('between epochs a sparse line tells its newest value, and at the cursor the one before it', () => {
  expect(valueAt(held, undefined)).toBe('2')
  expect(valueAt(held, 2)).toBe('4')
  expect(valueAt(held, 0)).toBe('–')
})

test('a logarithmic axis leaves out what it cannot show', () => {
  const kl = { ...held, values: [0, 4, -1, Infinity] }
  expect(chartData([1, 2, 3, 4], [kl], true)[1]).toEqual([null, 4, null, null])
  expect(chartData([1, 2, 3, 4], [kl], false)[1]).toEqual([0, 4, -1, null])
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

test('the lines of a logarithmic axis are whole multiples of powers of ten, wherever it begins', () => {
  expect(logarithmicSplits(0.0095, 0.25)).toEqual([
    0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.2,
  ])
  expect(logarithmicSplits(10, 30)).toEqual([10, 20, 30])
  expect(logarithmicSplits(6.1, 10)).toEqual([7, 8, 9, 10])
  expect(logarithmicSplits(1e-30, 1e30).filter((value) => value === 1)).toEqual([1])
  expect(logarithmicSplits(0, 1)).toEqual([])
})
