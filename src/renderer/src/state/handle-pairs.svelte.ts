import { painted, type Spot } from '../../../core/handles/spots'
import { mostHandles } from '../../../core/handles/handles'

/** A point of the picture and where it is to go, when that is known. */
export interface Pair {
  from: Spot
  to?: Spot
}

export type PairEnd = 'from' | 'to'

const brush = 0.08

/** What the hand has marked on a picture: points, their targets, and where the picture may change. */
export class HandlePairs {
  all: readonly Pair[] = $state.raw([])
  /** 1 where the picture may change, [side * side]; undefined where all of it may. */
  mask: Uint8Array | undefined = $state.raw()
  readonly isReady = $derived(this.all.length > 0 && this.all.every(({ to }) => to))

  /** @returns its number; undefined when there are as many as there may be */
  add(from: Spot): number | undefined {
    if (this.all.length >= mostHandles) return undefined
    this.all = [...this.all, { from: inside(from) }]
    return this.all.length - 1
  }

  move(index: number, end: PairEnd, spot: Spot): void {
    this.all = this.all.map((pair, i) => (i === index ? { ...pair, [end]: inside(spot) } : pair))
  }

  remove(index: number): void {
    this.all = this.all.filter((_, i) => i !== index)
  }

  /** What was found becomes where the points are. */
  moveTo(spots: readonly Spot[]): void {
    this.all = this.all.map((pair, i) => ({ ...pair, from: spots[i] ?? pair.from }))
  }

  paint(at: Spot, side: number, value: 0 | 1): void {
    const mask = painted(this.mask ?? new Uint8Array(side * side), side, { at, radius: brush, value })
    this.mask = mask.some((x) => x === 1) ? mask : undefined
  }

  clear(): void {
    this.all = []
    this.mask = undefined
  }
}

const inside = ([x, y]: Spot): Spot => [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))]
