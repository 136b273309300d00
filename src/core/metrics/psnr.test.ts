import { expect, test } from 'vitest'
import { meanSquaredError, peakSignalToNoise } from './psnr'

test('an error of a tenth of the peak everywhere is 20 dB', () => {
  const error = meanSquaredError([0.1, 0.2, 0.9], [0.2, 0.1, 1])
  expect(peakSignalToNoise(error)).toBeCloseTo(20)
})

test('bytes: one step off everywhere is 48.13 dB', () => {
  const error = meanSquaredError(Uint8Array.of(0, 100, 254), Uint8Array.of(1, 99, 255))
  expect(peakSignalToNoise(error, 255)).toBeCloseTo(48.1308, 4)
})

test('equal pictures have no noise', () => {
  expect(peakSignalToNoise(meanSquaredError([1, 2], [1, 2]))).toBe(Infinity)
})

test('pictures of different size are refused', () => {
  expect(() => meanSquaredError([1], [1, 2])).toThrow(RangeError)
  expect(() => meanSquaredError([], [])).toThrow(RangeError)
})
