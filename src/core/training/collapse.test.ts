import { expect, test } from 'vitest'
import type { Diversity } from '../metrics/diversity'
import { modeCollapse, posteriorCollapse } from './collapse'
import { history } from './history.fixture'

const series = { total: history(1001, 1, () => 100) }
const healthy = [3, 1.2, 0.5, 0.02, 0.004, 0, 0, 0, 0, 0]
const silent = [0.02, 0.009, 0.004, 0, 0, 0, 0, 0, 0, 0]

test('a code of which nine tenths say nothing has collapsed', () => {
  expect(posteriorCollapse({ series, klPerDimension: silent })?.text).toContain('9 of the 10')
  expect(posteriorCollapse({ series, klPerDimension: Float32Array.of(0, 0.001) })?.text).toContain(
    '2 of the 2',
  )
})

test('a code that says less than a bit has collapsed, though noise lifts each dimension above the limit', () => {
  const shaken = new Float32Array(32).fill(0.012)
  expect(posteriorCollapse({ series, klPerDimension: shaken })?.text).toContain('All 32')
  expect(posteriorCollapse({ series, klPerDimension: new Float32Array(32).fill(0.03) })).toBeUndefined()
})

test('dimensions that a beta-VAE has no use for are no collapse', () => {
  expect(posteriorCollapse({ series, klPerDimension: healthy })).toBeUndefined()
  expect(posteriorCollapse({ series, klPerDimension: [] })).toBeUndefined()
})

test('nothing is said before the warm-up is over, nor in the first 200 steps', () => {
  expect(posteriorCollapse({ series, klPerDimension: silent, settledAtStep: 1001 })).toBeUndefined()
  const early = { total: series.total.slice(0, 200) }
  expect(posteriorCollapse({ series: early, klPerDimension: silent })).toBeUndefined()
})

const various: Diversity = {
  relativeSpread: 0.95,
  duplicateShare: 0,
  dataDuplicateShare: 0,
  support: Infinity,
}
const generator = { generator: history(1000, 0.1, () => 1) }

test('a generator that repeats itself is told how many pictures it knows, or how little they differ', () => {
  const few = { ...various, duplicateShare: 0.125, support: 8 }
  expect(modeCollapse({ series: generator, diversity: few })?.text).toContain('about 8 different pictures')
  const timid = { ...various, relativeSpread: 0.3 }
  expect(modeCollapse({ series: generator, diversity: timid })?.text).toContain('30 % as much')
})

test('a generator of many pictures, or one that has only begun, gets no advice', () => {
  expect(modeCollapse({ series: generator, diversity: various })).toBeUndefined()
  const young = { generator: generator.generator.slice(0, 400) }
  expect(modeCollapse({ series: young, diversity: { ...various, relativeSpread: 0.1 } })).toBeUndefined()
})

test('a young generator whose pictures part is left alone; one whose pictures do not is not', () => {
  const at = (relativeSpread: number): Diversity => ({ ...various, relativeSpread })
  const parting = { series: generator, diversity: at(0.43), diversityBefore: at(0.23) }
  expect(modeCollapse(parting)).toBeUndefined()
  expect(modeCollapse({ ...parting, diversityBefore: at(0.42) })?.kind).toBe('mode-collapse')
  expect(modeCollapse({ ...parting, diversityBefore: at(1) })?.kind).toBe('mode-collapse')
})
