import { expect, it } from 'vitest'
import { FrameBudget } from './frame-budget'

it('draws fewer points while frames are slow, more again when they are quick, and ignores pauses', () => {
  const budget = new FrameBudget()
  budget.learn(5000)
  expect(budget.share).toBe(1)
  for (let i = 0; i < 20; i++) budget.learn(120)
  expect(budget.share).toBeCloseTo(0.08, 5)
  for (let i = 0; i < 40; i++) budget.learn(16)
  expect(budget.share).toBe(1)
})
