import { expect, test } from 'vitest'
import { conceptsFixture as fixture } from '../fixtures/concepts.fixture'
import { aucInterval, balancedAccuracyInterval } from './intervals'

test('the interval of the area under the curve is the one that every pair of scores gives', () => {
  const [low, high] = aucInterval(fixture.scores, fixture.labels)
  expect(low).toBeCloseTo(fixture.delong[0]!, 10)
  expect(high).toBeCloseTo(fixture.delong[1]!, 10)
})

test('a perfect score from few images does not promise too much', () => {
  const few = aucInterval([0, 1, 2, 3], [0, 0, 1, 1])
  expect(few[0]).toBeCloseTo(Math.sqrt(0.025), 10)
  expect(few[1]).toBe(1)
  expect(aucInterval([3, 2, 1, 0], [0, 0, 1, 1])[1]).toBeCloseTo(1 - Math.sqrt(0.025), 10)
  expect(aucInterval([1, 2], [1, 0])[0]).toBeNaN()
})

test("the interval of balanced accuracy comes from those of the recalls, Wilson's solved as an equation", () => {
  const found = balancedAccuracyInterval(fixture.recalls as [number, number][])
  expect(found[0]).toBeCloseTo(fixture.balanced[0]!, 10)
  expect(found[1]).toBeCloseTo(fixture.balanced[1]!, 10)
  expect(
    balancedAccuracyInterval([
      [4, 4],
      [4, 4],
    ])[0],
  ).toBeLessThan(0.75)
})
