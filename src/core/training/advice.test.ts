import { expect, test } from 'vitest'
import { adviceOn } from './advice'
import { history } from './history.fixture'
import type { AdviceKind, RunSigns } from './run-signs'

const kinds = (run: RunSigns): AdviceKind[] => adviceOn(run).map(({ kind }) => kind)
const falling = (step: number): number => 60 + 700 * Math.exp(-step / 150)

test('a healthy autoencoder gets no advice at any moment of its run', () => {
  const total = history(2000, 6, falling)
  for (let count = 0; count <= 2000; count += 20)
    expect(kinds({ series: { total: total.slice(0, count) }, klPerDimension: [2.1, 0.4, 0] })).toEqual([])
})

test('a run that has long converged gets no advice, however long it idles', () => {
  for (let seed = 1; seed <= 40; seed++)
    expect(kinds({ series: { total: history(1500, 4, () => 80, seed) } })).toEqual([])
})

test('a loss that is no number is a breakdown, and the only advice', () => {
  const total = history(300, 1, (step) => (step < 250 ? 10 + step : NaN))
  const [advice, ...others] = adviceOn({ series: { total }, klPerDimension: [0, 0] })
  expect(advice).toMatchObject({ kind: 'diverged', text: expect.stringContaining('step 250') as string })
  expect(others).toEqual([])
  expect(kinds({ series: { gradientNorm: [{ step: 3, value: Infinity }] } })).toEqual(['diverged'])
  expect(adviceOn({ series: {}, divergedAtStep: 12 })[0]!.text).toContain('step 12')
})

test('each fault is named, and two at a time are both named', () => {
  const total = history(600, 1, (step) => falling(step) + Math.max(0, step - 300))
  const sure = { realScore: history(600, 0, () => 0.99), fakeScore: history(600, 0, () => 0.01) }
  const collapsed = { relativeSpread: 0.1, duplicateShare: 0.9, dataDuplicateShare: 0, support: 1 / 0.9 }
  expect(kinds({ series: { total }, klPerDimension: [0, 0] })).toEqual([
    'learning-rate',
    'posterior-collapse',
  ])
  expect(
    kinds({ series: { ...sure, generator: history(600, 0.1, (step) => step / 100) }, diversity: collapsed }),
  ).toEqual(['mode-collapse', 'discriminator-wins'])
})

test('advice is a title and whole sentences', () => {
  const total = history(200, 1, (step) => step)
  const advice = [
    ...adviceOn({ series: {}, divergedAtStep: 1 }),
    ...adviceOn({ series: { total }, klPerDimension: [0, 0], settledAtStep: 0 }),
  ]
  expect(advice.length).toBeGreaterThan(1)
  for (const { title, text } of advice) {
    expect(title).not.toMatch(/\.$/)
    expect(text).toMatch(/^[A-Z].*\.$/)
  }
})
