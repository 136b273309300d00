/**
 * Level of detail of the thumbnails: each point gets the first level at which its thumbnail finds room among those
 * already placed. Sorted by level, what a view needs is a prefix, so panning and zooming cost no work on the CPU,
 * and nothing overlaps or pops. Levels are quarter octaves of zoom and know nothing of the window's size.
 */
import { mulberry32, shuffledIndices } from '../../../core/random/random'

export const levelCount = 52
const levelsPerOctave = 4
/** Pixels over which the whole map stretches at level 0: smaller than any window shows it. */
const extentAtLevelZeroPx = 150
const gapPx = 4

export interface ThumbnailLevels {
  /** Point indices, coarsest level first. */
  order: Uint32Array
  /** The level of each entry of `order`. */
  level: Uint8Array
  /** How many entries of `order` have this level or a coarser one. */
  countUpTo: Uint32Array
  /** Pixels per map unit at level 0. */
  pixelsPerUnit: number
}

/** Side of a drawn thumbnail: it grows a little as one comes nearer. */
export function thumbnailSidePx(level: number): number {
  return 34 * 2 ** (Math.min(Math.max(level - 8, 0), 14) / 14)
}

/** The level, with fraction, of a view that shows `pixelsPerUnit` pixels per map unit. */
export function levelOfView(pixelsPerUnit: number, levels: Pick<ThumbnailLevels, 'pixelsPerUnit'>): number {
  return Math.max(0, levelsPerOctave * Math.log2(pixelsPerUnit / levels.pixelsPerUnit))
}

/**
 * How large a thumbnail of `level` is drawn at `viewLevel`, as a share of its full side: it fades and grows in over
 * the level before its own, where it has room for 0.68 of its side beside a full one. The shader says the same.
 */
export function shownShare(viewLevel: number, level: number): number {
  const arrived = Math.min(Math.max(viewLevel - level + 1, 0), 1)
  return arrived === 0 ? 0 : 0.68 + 0.32 * arrived
}

/** Places the first `count` points, by where they lie when seen from the front; row-major [count, 3]. The same seed gives the same levels. */
export function computeLevels(
  positionsInMap: Float32Array,
  count: number,
  extentInMap: number,
  seed: number,
): ThumbnailLevels {
  const work = levelByLevel(positionsInMap, count, extentInMap, seed)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/**
 * The same, level by level, so that others come to their turn.
 *
 * @param scales how many times larger than usual each thumbnail is drawn, [count]; all alike without
 */
export function* levelByLevel(
  positionsInMap: Float32Array,
  count: number,
  extentInMap: number,
  seed: number,
  scales?: Float32Array,
): Generator<undefined, ThumbnailLevels> {
  const pixelsPerUnit = extentAtLevelZeroPx / Math.max(extentInMap, 1e-6)
  const placement = new Placement(positionsInMap, count, scales)
  let waiting = shuffledIndices(count, mulberry32(seed))
  const countUpTo = new Uint32Array(levelCount)
  for (let level = 0; level < levelCount; level++) {
    const scale = pixelsPerUnit * 2 ** (level / levelsPerOctave)
    waiting = placement.place(waiting, level, (thumbnailSidePx(level) + gapPx) / scale)
    countUpTo[level] = placement.placed
    yield
  }
  const { placed } = placement
  return {
    order: placement.order.slice(0, placed),
    level: placement.level.slice(0, placed),
    countUpTo,
    pixelsPerUnit,
  }
}

/** Points placed so far, in a hash grid of linked cells that is laid anew for each level. */
class Placement {
  readonly order: Uint32Array
  readonly level: Uint8Array
  placed = 0
  readonly #positions: Float32Array
  readonly #next: Int32Array
  readonly #heads: Int32Array
  readonly #mask: number
  readonly #scales: Float32Array | undefined
  readonly #mostScale: number

  constructor(positionsInMap: Float32Array, count: number, scales?: Float32Array) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(count, 8) * 2))
    this.#positions = positionsInMap
    this.order = new Uint32Array(count)
    this.level = new Uint8Array(count)
    this.#next = new Int32Array(count)
    this.#heads = new Int32Array(size)
    this.#mask = size - 1
    this.#scales = scales
    this.#mostScale = scales?.reduce((most, scale) => Math.max(most, scale), 0) ?? 1
  }

  /** Gives `level` to all that find room; returns those that must wait for a finer one. */
  place(waiting: Uint32Array, level: number, sideInMap: number): Uint32Array {
    this.#heads.fill(-1)
    const cellInMap = sideInMap * this.#mostScale
    for (let slot = 0; slot < this.placed; slot++) this.#link(slot, cellInMap)
    return waiting.filter((index) => {
      if (!this.#hasRoom(index, sideInMap, cellInMap)) return true
      this.order[this.placed] = index
      this.level[this.placed] = level
      this.#link(this.placed++, cellInMap)
      return false
    })
  }

  #link(slot: number, cellInMap: number): void {
    const index = this.order[slot]!
    const cell = this.#cell(
      Math.floor(this.#positions[3 * index]! / cellInMap),
      Math.floor(this.#positions[3 * index + 1]! / cellInMap),
    )
    this.#next[slot] = this.#heads[cell]!
    this.#heads[cell] = slot
  }

  #cell(column: number, row: number): number {
    return (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & this.#mask
  }

  #hasRoom(index: number, side: number, cellInMap: number): boolean {
    const x = this.#positions[3 * index]!
    const y = this.#positions[3 * index + 1]!
    const [column, row] = [Math.floor(x / cellInMap), Math.floor(y / cellInMap)]
    for (let i = 0; i < 9; i++) {
      const cell = this.#cell(column + (i % 3) - 1, row + Math.floor(i / 3) - 1)
      if (this.#isTaken(cell, index, side)) return false
    }
    return Number.isFinite(x + y)
  }

  #isTaken(cell: number, wanted: number, side: number): boolean {
    const [x, y] = [this.#positions[3 * wanted]!, this.#positions[3 * wanted + 1]!]
    const scales = this.#scales
    for (let slot = this.#heads[cell]!; slot >= 0; slot = this.#next[slot]!) {
      const index = this.order[slot]!
      const apart = scales ? (side * (scales[index]! + scales[wanted]!)) / 2 : side
      if (Math.abs(this.#positions[3 * index]! - x) >= apart) continue
      if (Math.abs(this.#positions[3 * index + 1]! - y) < apart) return true
    }
    return false
  }
}
