/** Which tiles a view wants, and in which order. Pure: no three, no DOM, no clock. */
import type { Bounds, Point } from './camera'
import {
  ancestorOf,
  centreOf,
  deepestLevel,
  keyOf,
  tileSide,
  type TerrainGrid,
  type Tile,
} from './terrain-grid'

/** What the window shows of the map. */
export interface TerrainView extends Bounds {
  unitsPerPixel: number
}

/** A tile is at most so large on the screen, and more than half of it. */
const largestTilePx = 128
/** Tiles so many levels up come first: sixteen times fewer, they cover everything soon. */
export const coarserBy = 2

/** Tiles of a level that are in view, by column and row, ends included. */
interface Range {
  level: number
  least: Point
  most: Point
}

/**
 * The level whose tiles are 64 to 128 pixels large.
 *
 * @param most tiles that may be in view; there are fewer, larger ones if there would be more
 */
export function levelOf(view: TerrainView, grid: TerrainGrid, most: number): number {
  const sidePx = grid.sideInMap / view.unitsPerPixel
  const wanted = Math.ceil(Math.log2(sidePx / largestTilePx))
  let level = Math.min(Math.max(wanted, 0), deepestLevel)
  while (level > 0 && countOf(rangeOf(view, grid, level)) > most) level--
  return level
}

/** The tiles of a level that are seen, the nearest to the middle of the view first. */
export function tilesInView(view: TerrainView, grid: TerrainGrid, level: number): Tile[] {
  const { least, most } = rangeOf(view, grid, level)
  const tiles: Tile[] = []
  for (let y = least.y; y <= most.y; y++) for (let x = least.x; x <= most.x; x++) tiles.push({ level, x, y })
  const middle = { x: (view.min.x + view.max.x) / 2, y: (view.min.y + view.max.y) / 2 }
  const away = new Map(tiles.map((tile) => [tile, distance(centreOf(tile, grid), middle)]))
  return tiles.sort((a, b) => away.get(a)! - away.get(b)!)
}

/** All that is to be made for them: what is coarser first, so that soon something is everywhere. */
export function inOrder(tiles: readonly Tile[]): Tile[] {
  const level = tiles[0]?.level ?? 0
  if (level < coarserBy) return [...tiles]
  const coarser = tiles.map((tile) => ancestorOf(tile, level - coarserBy))
  return [...new Map([...coarser, ...tiles].map((tile) => [keyOf(tile), tile])).values()]
}

function rangeOf(view: TerrainView, grid: TerrainGrid, level: number): Range {
  const side = tileSide(grid, level)
  const last = 2 ** level - 1
  const within = (value: number): number => Math.min(Math.max(Math.floor(value / side), 0), last)
  const { corner } = grid
  if (view.max.x < corner.x || view.min.x > corner.x + grid.sideInMap) return noTiles(level)
  if (view.max.y < corner.y || view.min.y > corner.y + grid.sideInMap) return noTiles(level)
  return {
    level,
    least: { x: within(view.min.x - corner.x), y: within(view.min.y - corner.y) },
    most: { x: within(view.max.x - corner.x), y: within(view.max.y - corner.y) },
  }
}

const noTiles = (level: number): Range => ({ level, least: { x: 0, y: 0 }, most: { x: -1, y: -1 } })

const countOf = ({ least, most }: Range): number => (most.x - least.x + 1) * (most.y - least.y + 1)

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
