/** What the map is told of its terrain: the contract between the drawing and whoever makes the pictures. */
import type { TerrainGrid, Tile } from './terrain-grid'

/** One plane through the latent space, laid out under one map. A new object whenever either is another one. */
export interface TerrainGround {
  /** The same for all planes under one map: while tiles of a new plane come, those of the one before stay. */
  mapId: string
  grid: TerrainGrid
  /** Of a tile's picture, in pixels. */
  sidePx: number
  /** How much the data vouch for a place, in [0, 1]. Where a whole tile has none, there is none. */
  vouchedAt(x: number, y: number): number
  /** Asks for these, in this order, instead of all that was asked for before and has not come. */
  want(tiles: readonly Tile[], put: (tile: Tile, rgba: Uint8Array) => void): void
}

/** What is seen of it, for those who look from outside. */
export interface TerrainFigures extends TerrainGrid {
  level: number
  /** Tiles in view that there can be, and those whose pictures are there. */
  wanted: number
  loaded: number
}
