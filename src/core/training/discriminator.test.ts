import { expect, test } from 'vitest'
import { discriminatorWins } from './discriminator'
import { history } from './history.fixture'

/** Scores that drift from even to `sure` within 300 steps, and a generator's loss with them. */
const run = (sure: number, loss: (step: number) => number): Parameters<typeof discriminatorWins>[0] => {
  const drift = (step: number): number => (sure - 0.5) * Math.min(1, step / 300)
  return {
    series: {
      realScore: history(600, 0.01, (step) => 0.5 + drift(step)),
      fakeScore: history(600, 0.01, (step) => 0.5 - drift(step), 4),
      generator: history(600, 0.2, loss, 5),
    },
  }
}

test('scores near 1 and 0 while the generator gets worse', () => {
  const advice = discriminatorWins(run(0.98, (step) => 1 + step / 100))
  expect(advice?.kind).toBe('discriminator-wins')
  expect(advice?.text).toMatch(/real pictures 0\.98 and made ones 0\.02/)
})

test('a discriminator that is ahead but not sure', () => {
  expect(discriminatorWins(run(0.85, (step) => 1 + step / 100))).toBeUndefined()
})

test('a generator that catches up', () => {
  expect(discriminatorWins(run(0.98, (step) => 8 - step / 100))).toBeUndefined()
})

test('sure of the real ones only: it calls everything real', () => {
  const { series } = run(0.98, (step) => 1 + step / 100)
  expect(discriminatorWins({ series: { ...series, fakeScore: series.realScore! } })).toBeUndefined()
})

test('a critic without probabilities and a run of few points are not judged', () => {
  const { series } = run(0.98, (step) => 1 + step / 100)
  expect(discriminatorWins({ series: { generator: series.generator! } })).toBeUndefined()
  const few = Object.fromEntries(Object.entries(series).map(([name, points]) => [name, points.slice(-39)]))
  expect(discriminatorWins({ series: few })).toBeUndefined()
})
