/** An outline over a coarse grid: most places are told to be inside or outside without looking at its edges. */
import type { Point } from './camera'

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const cellsAlong = 64
const [outside, inside, crossed] = [0, 1, 2] as const

export class OutlineMask {
  readonly #cells = new Uint8Array(cellsAlong * cellsAlong)
  readonly #box: Box
  readonly #cell: Point
  readonly #exact: (place: Point) => boolean

  /** @param exact says what is inside, and is asked only near the edges */
  constructor(outline: readonly Point[], box: Box, exact: (place: Point) => boolean) {
    this.#box = box
    this.#exact = exact
    const side = (length: number): number => Math.max(length, 1e-6) / cellsAlong
    this.#cell = { x: side(box.right - box.left), y: side(box.bottom - box.top) }
    outline.forEach((from, i) => this.#cross(from, outline[(i + 1) % outline.length]!))
    this.#cells.forEach((state, cell) => {
      if (state !== crossed) this.#cells[cell] = exact(this.#middleOf(cell)) ? inside : outside
    })
  }

  contains(x: number, y: number): boolean {
    const state = this.#cells[this.#row(y) * cellsAlong + this.#column(x)]
    return state === crossed ? this.#exact({ x, y }) : state === inside
  }

  /** Marks the cells that an edge goes through, and those beside them, so that no rounding leaves one out. */
  #cross(from: Point, to: Point): void {
    const slope = to.y === from.y ? 0 : (to.x - from.x) / (to.y - from.y)
    const [low, high] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
    const [least, most] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
    for (
      let row = Math.max(this.#row(low) - 1, 0);
      row <= Math.min(this.#row(high) + 1, cellsAlong - 1);
      row++
    ) {
      const top = Math.max(low, this.#box.top + (row - 1) * this.#cell.y)
      const bottom = Math.min(high, this.#box.top + (row + 2) * this.#cell.y)
      const ends = [top, bottom].map((y) => from.x + (y - from.y) * slope)
      const start = slope === 0 ? least : Math.max(least, Math.min(...ends))
      const end = slope === 0 ? most : Math.min(most, Math.max(...ends))
      const columns = [Math.max(this.#column(start) - 1, 0), this.#column(end) + 2] as const
      this.#cells.fill(
        crossed,
        row * cellsAlong + columns[0],
        row * cellsAlong + Math.min(columns[1], cellsAlong),
      )
    }
  }

  #column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.#box.left) / this.#cell.x), 0), cellsAlong - 1)
  }

  #row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.#box.top) / this.#cell.y), 0), cellsAlong - 1)
  }

  #middleOf(cell: number): Point {
    return {
      x: this.#box.left + ((cell % cellsAlong) + 0.5) * this.#cell.x,
      y: this.#box.top + (Math.floor(cell / cellsAlong) + 0.5) * this.#cell.y,
    }
  }
}
