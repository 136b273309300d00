import { expect, test } from 'vitest'
import { conceptsFixture as fixture } from '../fixtures/concepts.fixture'
import { axisKeeping, unitKeeping, withoutOthers } from './keep'

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

test('the safe range under locks is that of the data along what is left, not along the free direction', () => {
  const concepts = [
    { id: 'a', direction: unit([1, 1]), unitLength: 7 },
    { id: 'b', direction: [0, 1], unitLength: 1 },
  ]
  const count = 101
  // 0 to 100 across; far wider up, which is kept.
  const mu = Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 ? 1000 * (i % 7) : i / 2))
  const axis = axisKeeping(concepts[0]!, ['b'], concepts, { mu, count, latentSize: 2 })!
  const deviation = Math.sqrt((count ** 2 - 1) / 12)
  expect(axis.meanAlong).toBeCloseTo(50, 9)
  expect(Math.abs(axis.unitLength - deviation)).toBeLessThan(0.2)
  expect(axis.safeRange[0]).toBeCloseTo(-49 / axis.unitLength, 9)
  expect(axis.safeRange[1]).toBeCloseTo(49 / axis.unitLength, 9)
  const twin = [...concepts, { id: 'twin', direction: [0, 1], unitLength: 1 }]
  expect(axisKeeping(twin[2]!, ['b'], twin, { mu, count, latentSize: 2 })).toBeUndefined()
})
