/** Points on their way from where they lay to where they lie now. A new goal takes over from where they are drawn. */
import type { Point } from './camera'

export class Morph {
  /** Where the points lie when they have arrived, row-major [count, 2]. */
  to: Float32Array = new Float32Array()
  /** Where they came from, in the same shape. */
  from: Float32Array = this.to
  readonly #mix: { value: number }

  /** @param mix the share of the way that is behind them, in [0, 1]; who draws them reads it too */
  constructor(mix: { value: number }) {
    this.#mix = mix
  }

  get count(): number {
    return this.to.length / 2
  }

  /** @returns whether there are as many points as before, so that they glide; others are there at once */
  start(to: Float32Array): boolean {
    const glides = to.length === this.to.length && this.count > 0
    this.from = glides ? this.#drawn() : to
    this.to = to
    this.#mix.value = glides ? 0 : 1
    return glides
  }

  advance(amount: number): void {
    this.#mix.value = amount
  }

  /** Where a point is drawn now. */
  at(index: number): Point {
    return { x: this.#along(2 * index), y: this.#along(2 * index + 1) }
  }

  #drawn(): Float32Array {
    return this.#mix.value >= 1 ? this.to : this.to.map((_, k) => this.#along(k))
  }

  #along(k: number): number {
    const [from = 0, to = 0] = [this.from[k], this.to[k]]
    return from + (to - from) * this.#mix.value
  }
}
