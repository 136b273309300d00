import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ancestorOf, boundsOf, centreOf, gridAround, keyOf, overlaps, type Tile } from './terrain-grid'
import { coarserBy, inOrder, levelOf, tilesInView, type TerrainView } from './terrain-view'

const grid = gridAround({ min: { x: -3, y: -1 }, max: { x: 5, y: 3 } }, 0.25)

const views = fc
  .record({
    x: fc.double({ min: -8, max: 10, noNaN: true }),
    y: fc.double({ min: -8, max: 10, noNaN: true }),
    heightInMap: fc.double({ min: 0.01, max: 30, noNaN: true }),
    heightPx: fc.integer({ min: 300, max: 1600 }),
  })
  .map(({ x, y, heightInMap, heightPx }): TerrainView => ({
    min: { x: x - heightInMap, y: y - heightInMap / 2 },
    max: { x: x + heightInMap, y: y + heightInMap / 2 },
    unitsPerPixel: heightInMap / heightPx,
  }))

test('the square around a map has its margin on every side and the same middle', () => {
  expect(grid).toEqual({ corner: { x: -5, y: -5 }, sideInMap: 12 })
  expect(centreOf({ level: 0, x: 0, y: 0 }, grid)).toEqual({ x: 1, y: 1 })
})

test('a tile lies within its ancestors, and overlaps them and no neighbour', () => {
  const tile = { level: 5, x: 13, y: 22 }
  const parent = ancestorOf(tile, 4)
  expect(parent).toEqual({ level: 4, x: 6, y: 11 })
  const [small, large] = [boundsOf(tile, grid), boundsOf(parent, grid)]
  expect(small.min.x).toBeGreaterThanOrEqual(large.min.x)
  expect(small.max.y).toBeLessThanOrEqual(large.max.y)
  expect([overlaps(tile, parent), overlaps(parent, tile)]).toEqual([true, true])
  expect(overlaps({ level: 4, x: 7, y: 11 }, tile)).toBe(false)
})

test('tiles are 64 to 128 pixels large, unless there would be too many or there are none so large', () => {
  fc.assert(
    fc.property(views, (view) => {
      const level = levelOf(view, grid, 1e6)
      const sidePx = grid.sideInMap / 2 ** level / view.unitsPerPixel
      if (level > 0) expect(sidePx).toBeGreaterThan(64)
      expect(sidePx).toBeLessThanOrEqual(128)
    }),
    { seed: 1 },
  )
  const all = { ...grid, min: grid.corner, max: { x: 7, y: 7 }, unitsPerPixel: 12 / 4000 }
  expect(4 ** levelOf(all, grid, 500)).toBeLessThanOrEqual(500)
})

test('exactly the tiles that overlap the view are wanted, the nearest to its middle first', () => {
  fc.assert(
    fc.property(views, fc.integer({ min: 0, max: 5 }), (view, level) => {
      const found = tilesInView(view, grid, level)
      const across = Array.from({ length: 2 ** level }, (_, x) => x)
      const all: Tile[] = across.flatMap((x) => across.map((y) => ({ level, x, y })))
      const isSeen = (tile: Tile): boolean => {
        const { min, max } = boundsOf(tile, grid)
        return min.x < view.max.x && max.x > view.min.x && min.y < view.max.y && max.y > view.min.y
      }
      expect(found.map(keyOf).sort()).toEqual(all.filter(isSeen).map(keyOf).sort())
      const middle = { x: (view.min.x + view.max.x) / 2, y: (view.min.y + view.max.y) / 2 }
      const away = found.map((tile) => {
        const { x, y } = centreOf(tile, grid)
        return Math.hypot(x - middle.x, y - middle.y)
      })
      expect(away).toEqual([...away].sort((a, b) => a - b))
    }),
    { seed: 1 },
  )
})

test('coarser tiles come first, each once, and cover all that is wanted', () => {
  const view = { min: { x: -2, y: -2 }, max: { x: 3, y: 2 }, unitsPerPixel: 0.01 }
  const tiles = tilesInView(view, grid, 5)
  const order = inOrder(tiles)
  const coarse = order.slice(0, order.length - tiles.length)
  expect(order.slice(coarse.length)).toEqual(tiles)
  expect(coarse.every(({ level }) => level === 5 - coarserBy)).toBe(true)
  expect(new Set(order.map(keyOf)).size).toBe(order.length)
  for (const tile of tiles) expect(coarse.some((one) => overlaps(one, tile))).toBe(true)
})
