import { expect, test } from 'vitest'
import { conceptsFixture as fixture } from '../fixtures/concepts.fixture'
import { unitKeeping, withoutOthers } from './keep'

const unit = (v: readonly number[]): number[] => v.map((x) => x / Math.hypot(...v))
const others = [fixture.others.slice(0)].flat(1)

test('the projection is the one that numpy finds by the system of equations', () => {
  const found = withoutOthers(unit(fixture.primal), others)!
  fixture.kept.forEach((x, j) => expect(found[j]).toBeCloseTo(x, 12))
})

test('the same twice, or in the span of others, is kept once', () => {
  const sum = others[0]!.map((x, j) => x + 2 * others[1]![j]!)
  const found = withoutOthers(unit(fixture.primal), [...others, others[0]!, sum])!
  fixture.kept.forEach((x, j) => expect(found[j]).toBeCloseTo(x, 9))
})

test('nothing is left of what lies in the span of what is kept', () => {
  expect(withoutOthers(unit(others[0]!.map((x, j) => x - others[1]![j]!)), others)).toBeUndefined()
})

test('a unit is as long as the data spread along what is left', () => {
  const concept = (id: string, direction: number[]) => ({ id, direction, unitLength: 7 })
  const concepts = [concept('a', unit([1, 1])), concept('b', [0, 1])]
  const codes = { mu: Float32Array.of(0, 9, 2, -9, 4, 0), count: 3, latentSize: 2 }
  expect(unitKeeping(concepts[0]!, ['b', 'gone', 'a'], concepts, codes)).toEqual({
    direction: Float64Array.of(1, 0),
    length: 2,
  })
  expect(unitKeeping(concepts[0]!, ['gone'], concepts, codes)?.length).toBe(7)
})
