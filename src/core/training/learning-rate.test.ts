import { expect, test } from 'vitest'
import { history } from './history.fixture'
import { learningRateTooHigh } from './learning-rate'
import type { SeriesPoint } from './run-signs'

const falling = (step: number): number => 60 + 700 * Math.exp(-step / 80)
const textOn = (total: SeriesPoint[], settledAtStep = 0): string | undefined =>
  learningRateTooHigh({ series: { total }, settledAtStep })?.text

test('a loss that grows from the first step on', () => {
  expect(textOn(history(200, 20, (step) => 700 * 1.01 ** step))).toContain('climbed')
})

test('a loss that explodes, as early as it does so', () => {
  // Adam at 0.012 on a small VAE, measured: beyond range at step 49.
  const total = history(45, 0, (step) => 1361 + 10 * 1.25 ** step)
  expect(textOn(total)).toContain('ten times')
  expect(textOn(total.slice(0, 20))).toBeUndefined()
})

test('a loss that fell and then climbs back by a seventh of the fall', () => {
  const total = history(600, 10, (step) => falling(step) + (step > 400 ? Math.min(100, step - 400) : 0))
  expect(textOn(total)).toContain('climbed')
  expect(textOn(total.slice(0, 400))).toBeUndefined()
})

test('a loss that swings after it fell', () => {
  const total = history(800, 10, (step) => falling(step) + (step > 300 ? 150 * Math.sin(step / 4) : 0))
  expect(textOn(total)).toContain('swings')
})

test('one bad stretch that has passed is forgiven', () => {
  const total = history(1000, 10, (step) => falling(step) + (step > 500 && step < 600 ? 300 : 0))
  expect(textOn(total)).toBeUndefined()
})

test('noise of a small batch is not a swing, even where nothing is learnt', () => {
  expect(textOn(history(800, 15, falling))).toBeUndefined()
  // As measured on 16 pictures a step where the code had collapsed: noise of a tenth of the loss, little fall.
  expect(textOn(history(800, 95, (step) => 950 + 400 * Math.exp(-step / 80)))).toBeUndefined()
})

test('a KL warm-up lifts the loss by intention', () => {
  const total = history(1200, 5, (step) => falling(step) + 0.2 * Math.min(1000, step))
  expect(textOn(total, 1000)).toBeUndefined()
  expect(textOn(total)).toContain('climbed')
})

test('a loss below zero, as a learned variance gives, is judged by its fall', () => {
  const below = history(600, 10, (step) => falling(step) - 3000)
  expect(textOn(below)).toBeUndefined()
  expect(textOn(history(600, 10, (step) => falling(step) - 3000 + (step > 400 ? 200 : 0)))).toContain(
    'climbed',
  )
})

test('too few points are not judged', () => {
  expect(textOn(history(39, 0, (step) => 100 + step))).toBeUndefined()
  expect(textOn(history(40, 0, (step) => 100 + step))).toContain('climbed')
})
