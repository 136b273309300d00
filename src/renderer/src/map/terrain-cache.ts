/** Which tile lies in which slot of the atlas; the one that was not used for longest makes room. Pure. */
import { keyOf, type Tile } from './terrain-grid'
import type { LoadedTile } from './terrain-fading'

export interface CachedTile extends LoadedTile {
  slot: number
}

export class TerrainCache {
  readonly capacity: number
  /** Sorted by when they were last used, the oldest first. */
  readonly #tiles = new Map<string, CachedTile>()
  readonly #free: number[]

  constructor(capacity: number) {
    this.capacity = capacity
    this.#free = Array.from({ length: capacity }, (_, slot) => capacity - 1 - slot)
  }

  get tiles(): IterableIterator<CachedTile> {
    return this.#tiles.values()
  }

  has(tile: Tile, generation: number): boolean {
    return this.#tiles.has(nameOf(tile, generation))
  }

  /** It was used just now. */
  touch(tile: Tile, generation: number): void {
    const name = nameOf(tile, generation)
    const known = this.#tiles.get(name)
    if (!known) return
    this.#tiles.delete(name)
    this.#tiles.set(name, known)
  }

  /** Makes room for a tile and gives its slot. What is not seen goes first, of that the longest unused. */
  add({ level, x, y }: Tile, generation: number): CachedTile {
    const slot = this.#free.pop() ?? this.#takeAway()
    const tile: CachedTile = { level, x, y, generation, shown: 0, slot }
    this.#tiles.set(nameOf(tile, generation), tile)
    return tile
  }

  /** Forgets tiles of other planes that are not seen any more. */
  sweep(generation: number): void {
    for (const [name, tile] of this.#tiles)
      if (tile.generation !== generation && tile.shown === 0) this.#drop(name, tile)
  }

  clear(): void {
    for (const [name, tile] of this.#tiles) this.#drop(name, tile)
  }

  #takeAway(): number {
    const all = [...this.#tiles]
    const [name, tile] = all.find(([, { shown }]) => shown === 0) ?? all[0]!
    this.#drop(name, tile)
    return this.#free.pop()!
  }

  #drop(name: string, { slot }: CachedTile): void {
    this.#tiles.delete(name)
    this.#free.push(slot)
  }
}

const nameOf = (tile: Tile, generation: number): string => `${generation}:${keyOf(tile)}`
