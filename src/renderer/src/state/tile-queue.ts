import type { Tile } from '../map/terrain-grid'

export interface TileRequest<T = Tile> {
  tiles: readonly T[]
  put: (tile: T, rgba: Uint8Array) => void
}

/** Pictures of these, one after the other, all of one size. */
export type DecodeTiles<T = Tile> = (tiles: readonly T[]) => Promise<Uint8Array>

/** Whoever drags a point waits for one batch at most, so that a batch takes about so long, in milliseconds. */
const batchMs = 12
const mostTiles = 16

/**
 * Decodes tiles in the background, a few at a time and one batch after the other. What was asked for last is all that
 * is wanted: the rest is dropped before it is decoded.
 */
export class TileQueue<T = Tile> {
  readonly #decode: DecodeTiles<T>
  readonly #onfail: (error: unknown) => void
  readonly #now: () => number
  #wanted: TileRequest<T> = { tiles: [], put: () => {} }
  #isPaused = false
  #isBusy = false
  #batchSize = 2

  constructor(
    decode: DecodeTiles<T>,
    onfail: (error: unknown) => void = () => {},
    now = (): number => performance.now(),
  ) {
    this.#decode = decode
    this.#onfail = onfail
    this.#now = now
  }

  /** These in this order, instead of what was wanted before. */
  want(wanted: TileRequest<T>): void {
    this.#wanted = wanted
    void this.#drain()
  }

  /** While it is paused nothing is decoded; what is wanted waits. */
  pause(isPaused: boolean): void {
    this.#isPaused = isPaused
    void this.#drain()
  }

  async #drain(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    while (!this.#isPaused && this.#wanted.tiles.length > 0) await this.#decodeNext()
    this.#isBusy = false
  }

  async #decodeNext(): Promise<void> {
    const { tiles, put } = this.#wanted
    const batch = tiles.slice(0, this.#batchSize)
    this.#wanted = { tiles: tiles.slice(batch.length), put }
    const startMs = this.#now()
    try {
      const rgba = await this.#decode(batch)
      const bytes = rgba.length / batch.length
      // Whether they are still wanted is for whoever asked to say: they may be, under another request.
      batch.forEach((tile, i) => put(tile, rgba.subarray(i * bytes, (i + 1) * bytes)))
    } catch (error) {
      // The others would fail alike.
      this.#wanted = { tiles: [], put }
      this.#onfail(error)
    }
    this.#learn(batch.length, this.#now() - startMs)
  }

  #learn(count: number, durationMs: number): void {
    const fitting = Math.floor((count * batchMs) / Math.max(durationMs, 0.1))
    this.#batchSize = Math.max(1, Math.min(fitting, 2 * this.#batchSize, mostTiles))
  }
}
