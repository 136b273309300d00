/** Points on their way from where they lay to where they lie now. A new goal takes over from where they are drawn. */
import type { Place } from './camera'

export class Morph {
  /** Where the points lie when they have arrived, row-major [count, 3]; a flat map lies at z = 0. */
  to: Float32Array = new Float32Array()
  /** Where they came from, in the same shape. */
  from: Float32Array = this.to
  readonly #mix: { value: number }
  /** 1 for each point that is not shown, [count]. */
  #hidden: Uint8Array | undefined
  #seen: Float32Array | undefined

  /** @param mix the share of the way that is behind them, in [0, 1]; who draws them reads it too */
  constructor(mix: { value: number }) {
    this.#mix = mix
  }

  get count(): number {
    return this.to.length / 3
  }

  /** @returns whether there are as many points as before, so that they glide; others are there at once */
  start(to: Float32Array): boolean {
    const glides = to.length === this.to.length && this.count > 0
    this.from = glides ? this.drawn() : to
    this.to = to
    this.#seen = undefined
    this.#mix.value = glides ? 0 : 1
    return glides
  }

  /** @param hidden 1 for each point that is not shown; undefined to show all */
  hide(hidden: Uint8Array | undefined): void {
    this.#hidden = hidden
    this.#seen = undefined
  }

  get hidden(): Uint8Array | undefined {
    return this.#hidden
  }

  isHidden(index: number): boolean {
    return this.#hidden?.[index] === 1
  }

  /** As `to`, but hidden points lie nowhere: NaN is neither near, nor within, nor in any direction. */
  get seen(): Float32Array {
    if (!this.#hidden) return this.to
    return (this.#seen ??= withoutHidden(this.to, this.#hidden))
  }

  advance(amount: number): void {
    this.#mix.value = amount
  }

  /** Where a point is drawn now. */
  at(index: number): Place {
    return { x: this.#along(3 * index), y: this.#along(3 * index + 1), z: this.#along(3 * index + 2) }
  }

  /** Where all are drawn now, row-major [count, 3]. */
  drawn(): Float32Array {
    return this.#mix.value >= 1 ? this.to : this.to.map((_, k) => this.#along(k))
  }

  #along(k: number): number {
    const [from = 0, to = 0] = [this.from[k], this.to[k]]
    return from + (to - from) * this.#mix.value
  }
}

function withoutHidden(positions: Float32Array, hidden: Uint8Array): Float32Array {
  const seen = positions.slice()
  for (let i = 0; 3 * i < seen.length; i++) if (hidden[i]) seen.fill(NaN, 3 * i, 3 * i + 3)
  return seen
}

/** Positions of a map of two or three dimensions, row-major [count, dimensions], as places in space, [count, 3]. */
export function inSpace(positionsInMap: Float32Array, dimensions: 2 | 3): Float32Array {
  if (dimensions === 3) return positionsInMap
  const count = positionsInMap.length / 2
  const places = new Float32Array(3 * count)
  for (let i = 0; i < count; i++) {
    places[3 * i] = positionsInMap[2 * i]!
    places[3 * i + 1] = positionsInMap[2 * i + 1]!
  }
  return places
}
