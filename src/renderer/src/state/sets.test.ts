import { expect, test } from 'vitest'
import { mulberry32 } from '../../../core/random/random'
import { noneOf, setOf, setOfMask, toggled, withAll } from './sets'

const random = mulberry32(2)
const some = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 200_000))
const sorted = (set: Iterable<number>) => [...set].sort((a, b) => a - b)

test('however many there are, sets hold what sets of the language hold', () => {
  for (const [first, second] of [
    [10, 10],
    [30_000, 40_000],
    [90_000, 5],
    [5, 90_000],
    [90_000, 90_000],
  ] as const) {
    const [a, b] = [some(first), some(second)]
    const [set, real] = [setOf(a), new Set(a)]
    expect(set.size).toBe(real.size)
    expect(sorted(set)).toEqual(sorted(real))
    expect(sorted(withAll(set, b))).toEqual(sorted(new Set([...a, ...b])))
    const flipped = new Set(real)
    for (const index of new Set(b)) if (!flipped.delete(index)) flipped.add(index)
    const result = toggled(set, b)
    expect(sorted(result)).toEqual(sorted(flipped))
    expect(result.size).toBe(flipped.size)
    expect(some(100).filter((index) => result.has(index) !== flipped.has(index))).toEqual([])
    // The one before is as it was.
    expect(sorted(set)).toEqual(sorted(real))
  }
})

test('the many are told ascending, by every way a set tells of them', () => {
  const set = setOfMask(new Uint8Array(60_000).fill(1))
  const all = Array.from({ length: 60_000 }, (_, i) => i)
  const told: number[] = []
  set.forEach((index) => void told.push(index))
  expect(told).toEqual(all)
  expect([...set.keys()]).toEqual(all)
  expect([...set.entries()][7]).toEqual([7, 7])
  expect(set.has(60_000)).toBe(false)
  expect(toggled(set, all)).toEqual(noneOf)
})
