/**
 * How much of each tile is seen. A finer tile fades in over the coarser one, which stays until nothing of it shows; a
 * coarser one comes below the finer, which then fade out. So nothing pops. Pure: no three, no DOM, no clock.
 */
import { ancestorOf, keyOf, type Tile } from './terrain-grid'

/** A tile whose picture is there. */
export interface LoadedTile extends Tile {
  /** Counted up with every other plane: tiles of an older one stand in until the new ones have come. */
  generation: number
  /** Opacity, in [0, 1]. */
  shown: number
}

export const fadeMs = 200

/**
 * Moves every tile's opacity on.
 *
 * @param wanted the tiles in view, of one level
 * @param generation of the plane that is wanted
 * @returns whether any tile is still changing
 */
export function fade(
  loaded: Iterable<LoadedTile>,
  wanted: readonly Tile[],
  generation: number,
  durationMs: number,
): boolean {
  const [tiles, step] = [[...loaded], durationMs / fadeMs]
  const keys = new Set(wanted.map(keyOf))
  const isWanted = (tile: LoadedTile): boolean => tile.generation === generation && keys.has(keyOf(tile))
  let isMoving = false
  const approach = (tile: LoadedTile, aim: 0 | 1): void => {
    const next = aim === 1 ? Math.min(1, tile.shown + step) : Math.max(0, tile.shown - step)
    isMoving ||= next !== aim
    tile.shown = next
  }
  const opaque = new Set<string>()
  for (const tile of tiles.filter(isWanted)) {
    approach(tile, 1)
    if (tile.shown === 1) opaque.add(keyOf(tile))
  }
  const level = wanted[0]?.level ?? 0
  const open = withAncestors(wanted.filter((tile) => !opaque.has(keyOf(tile))))
  for (const tile of tiles.filter((one) => !isWanted(one))) {
    if (open.has(keyOf(ancestorOf(tile, Math.min(tile.level, level))))) standIn(tile, generation, approach)
    // What lies above fades away; what lies below is hidden already.
    else if (tile.level > level && tile.generation === generation) approach(tile, 0)
    else tile.shown = 0
  }
  return isMoving
}

/** A tile of another plane does not come back once it is gone. */
function standIn(
  tile: LoadedTile,
  generation: number,
  approach: (tile: LoadedTile, aim: 0 | 1) => void,
): void {
  if (tile.generation === generation || tile.shown > 0) approach(tile, 1)
}

/** The names of tiles and of all that they are part of. */
function withAncestors(tiles: readonly Tile[]): Set<string> {
  const names = new Set<string>()
  for (const tile of tiles)
    for (let level = tile.level; level >= 0; level--) names.add(keyOf(ancestorOf(tile, level)))
  return names
}
