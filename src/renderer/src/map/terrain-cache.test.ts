import { expect, test } from 'vitest'
import { TerrainCache } from './terrain-cache'
import { fade, fadeMs } from './terrain-fading'
import { keyOf, type Tile } from './terrain-grid'

const tile = (level: number, x = 0, y = 0): Tile => ({ level, x, y })
const children = [tile(1, 0, 0), tile(1, 1, 0), tile(1, 0, 1), tile(1, 1, 1)]

/** What is seen of each, by name. */
const seen = (cache: TerrainCache): Record<string, number> =>
  Object.fromEntries([...cache.tiles].map((one) => [`${one.generation}:${keyOf(one)}`, one.shown]))

function step(cache: TerrainCache, wanted: readonly Tile[], generation = 1, times = 1): boolean {
  let isMoving = false
  for (let i = 0; i < times; i++) isMoving = fade(cache.tiles, wanted, generation, fadeMs / 2)
  return isMoving
}

test('the tile that was unused for longest makes room, but not one that is seen', () => {
  const cache = new TerrainCache(3)
  const [a, b] = [tile(1, 0, 0), tile(1, 1, 0)]
  const first = cache.add(a, 1)
  cache.add(b, 1)
  cache.add(tile(1, 0, 1), 1)
  cache.touch(a, 1)
  cache.add(tile(1, 1, 1), 1)
  expect([cache.has(a, 1), cache.has(b, 1)]).toEqual([true, false])
  for (const one of cache.tiles) one.shown = one === first ? 0 : 1
  expect(cache.add(b, 1).slot).toBe(first.slot)
  expect(cache.has(a, 1)).toBe(false)
  expect(new Set([...cache.tiles].map(({ slot }) => slot)).size).toBe(3)
})

test('the coarser tile stays until each finer one lies over it', () => {
  const cache = new TerrainCache(8)
  cache.add(tile(0), 1)
  step(cache, [tile(0)], 1, 2)
  for (const child of children.slice(0, 3)) cache.add(child, 1)
  expect(step(cache, children)).toBe(true)
  expect(seen(cache)).toEqual({ '1:0/0/0': 1, '1:1/0/0': 0.5, '1:1/1/0': 0.5, '1:1/0/1': 0.5 })
  step(cache, children, 1, 3)
  expect(seen(cache)['1:0/0/0']).toBe(1)
  cache.add(children[3]!, 1)
  step(cache, children, 1, 2)
  expect(seen(cache)).toMatchObject({ '1:0/0/0': 0, '1:1/1/1': 1 })
  expect(step(cache, children)).toBe(false)
})

test('finer tiles fade out only when the coarser one lies below them', () => {
  const cache = new TerrainCache(8)
  for (const child of children) cache.add(child, 1)
  step(cache, children, 1, 2)
  expect(step(cache, [tile(0)], 1, 3)).toBe(false)
  expect(seen(cache)['1:1/0/0']).toBe(1)
  cache.add(tile(0), 1)
  step(cache, [tile(0)])
  expect(seen(cache)).toMatchObject({ '1:0/0/0': 0.5, '1:1/0/0': 1 })
  step(cache, [tile(0)])
  expect(seen(cache)).toMatchObject({ '1:0/0/0': 1, '1:1/0/0': 0.5 })
  step(cache, [tile(0)])
  expect(seen(cache)['1:1/1/1']).toBe(0)
})

test('tiles of the plane before stand in for the new ones, then they are forgotten', () => {
  const cache = new TerrainCache(8)
  cache.add(tile(0), 1)
  step(cache, [tile(0)], 1, 2)
  step(cache, [tile(0)], 2)
  cache.sweep(2)
  expect(seen(cache)).toEqual({ '1:0/0/0': 1 })
  cache.add(tile(0), 2)
  step(cache, [tile(0)], 2)
  expect(seen(cache)).toEqual({ '1:0/0/0': 1, '2:0/0/0': 0.5 })
  step(cache, [tile(0)], 2)
  cache.sweep(2)
  expect(seen(cache)).toEqual({ '2:0/0/0': 1 })
})
