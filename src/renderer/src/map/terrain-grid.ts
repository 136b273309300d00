/** The terrain's quadtree: a square over the map, halved again and again. Pure: no three, no DOM, no clock. */
import type { Bounds, Point } from './camera'

/** The square that is level 0. */
export interface TerrainGrid {
  /** Its lower left corner, in map units. */
  corner: Point
  sideInMap: number
}

/** Column `x` and row `y` of a level, counted from the lower left corner; a level has 2^level of each. */
export interface Tile {
  level: number
  x: number
  y: number
}

/** Beyond this a float would not tell the middles of two tiles apart. */
export const deepestLevel = 16

/** @param margin that is added on every side, as a share of the longer side of `bounds` */
export function gridAround({ min, max }: Bounds, margin: number): TerrainGrid {
  const longer = Math.max(max.x - min.x, max.y - min.y, 1e-6)
  const sideInMap = longer * (1 + 2 * margin)
  return {
    corner: { x: (min.x + max.x - sideInMap) / 2, y: (min.y + max.y - sideInMap) / 2 },
    sideInMap,
  }
}

export function tileSide({ sideInMap }: TerrainGrid, level: number): number {
  return sideInMap / 2 ** level
}

/** Its lower left corner and its upper right one. */
export function boundsOf(tile: Tile, grid: TerrainGrid): Bounds {
  const side = tileSide(grid, tile.level)
  const min = { x: grid.corner.x + tile.x * side, y: grid.corner.y + tile.y * side }
  return { min, max: { x: min.x + side, y: min.y + side } }
}

export function centreOf(tile: Tile, grid: TerrainGrid): Point {
  const side = tileSide(grid, tile.level)
  return { x: grid.corner.x + (tile.x + 0.5) * side, y: grid.corner.y + (tile.y + 0.5) * side }
}

/** The tile of a coarser level that a tile is part of; of its own level, itself. */
export function ancestorOf({ level, x, y }: Tile, coarser: number): Tile {
  const steps = 2 ** (level - coarser)
  return { level: coarser, x: Math.floor(x / steps), y: Math.floor(y / steps) }
}

export const keyOf = ({ level, x, y }: Tile): string => `${level}/${x}/${y}`

export function overlaps(a: Tile, b: Tile): boolean {
  const coarser = Math.min(a.level, b.level)
  const [first, second] = [ancestorOf(a, coarser), ancestorOf(b, coarser)]
  return first.x === second.x && first.y === second.y
}
