import { expect, test } from 'vitest'
import { defaultConfigs } from '../records/training'
import { slerp } from '../space/slerp'
import { mixedCode, priorCode } from './codes'

const { vae, stylegan } = defaultConfigs

test('a draw of the prior is that of its seed, and what a model is told is in the middle', () => {
  expect(priorCode(vae, 3)).toEqual(priorCode(vae, 3))
  expect(priorCode(vae, 3)).not.toEqual(priorCode(vae, 4))
  const told = { ...defaultConfigs.cvae, conditions: ['smile', 'glasses'] }
  const code = priorCode(told, 3)
  expect(code).toHaveLength(told.latentSize + 2)
  expect([...code.subarray(told.latentSize)]).toEqual([0, 0])
})

test('draws have mean 0 and deviation 1', () => {
  const all = Array.from({ length: 200 }, (_, seed) => [...priorCode(vae, seed)]).flat()
  const mean = all.reduce((a, b) => a + b) / all.length
  expect(mean).toBeCloseTo(0, 1)
  expect(Math.sqrt(all.reduce((sum, x) => sum + x * x, 0) / all.length)).toBeCloseTo(1, 1)
})

test('a mix of a normal prior stays on the shell: halfway between two it is slerp', () => {
  const [a, b] = [Float32Array.of(3, 0, 4), Float32Array.of(0, 5, 0)]
  const mixed = mixedCode([a, b], [2, 2], vae)
  slerp(a, b, 0.5).forEach((x, i) => expect(mixed[i]).toBeCloseTo(x, 5))
  expect(Math.hypot(...mixed)).toBeCloseTo(5, 5)
})

test('styles are mixed in a straight line', () => {
  const mixed = mixedCode([Float32Array.of(4, 0), Float32Array.of(0, 8)], [3, 1], stylegan)
  expect([...mixed]).toEqual([3, 2])
})

test('codes that face each other give their plain mean', () => {
  expect([...mixedCode([Float32Array.of(2, 0), Float32Array.of(-2, 0)], [1, 1], vae)]).toEqual([0, 0])
})
