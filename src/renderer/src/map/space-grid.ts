/** Points sorted into the cells of a grid, so that a search along a line need not look at all of them. Pure. */
import type { Place } from './camera'
import type { Extent } from './extent'

/** Points that a cell holds on average, and the most cells along an axis. */
const pointsPerCell = 8
const mostAlongAxis = 32

export class SpaceGrid {
  /** Point indices, cell by cell. */
  readonly order: Uint32Array
  /** Positions in that order, row-major [count, 3]. */
  readonly positions: Float32Array
  /** Where each cell begins in `order`, and where the last ends. */
  readonly starts: Uint32Array
  /** Radius of the ball around a cell. */
  readonly cellRadius: number
  readonly #side: number
  readonly #along: number
  readonly #origin: Place

  /** @param positionsInMap row-major [count, 3]; what is no number lies in no cell */
  constructor(positionsInMap: Float32Array, { min, max }: Extent) {
    const count = positionsInMap.length / 3
    this.#along = Math.min(mostAlongAxis, Math.max(1, Math.floor(Math.cbrt(count / pointsPerCell))))
    this.#side = Math.max(max.x - min.x, max.y - min.y, max.z - min.z, 1e-9) / this.#along
    this.#origin = min
    this.cellRadius = (this.#side * Math.sqrt(3)) / 2
    const cells = this.#cellsOf(positionsInMap)
    this.starts = startsOf(cells, this.#along ** 3)
    this.order = orderOf(cells, this.starts)
    this.positions = new Float32Array(3 * this.order.length)
    this.order.forEach((index, slot) => {
      for (let c = 0; c < 3; c++) this.positions[3 * slot + c] = positionsInMap[3 * index + c]!
    })
  }

  middleOf(cell: number): Place {
    const [along, side, { x, y, z }] = [this.#along, this.#side, this.#origin]
    return {
      x: x + ((cell % along) + 0.5) * side,
      y: y + ((Math.floor(cell / along) % along) + 0.5) * side,
      z: z + (Math.floor(cell / along ** 2) + 0.5) * side,
    }
  }

  /** The cell of each point; one more than there are for what lies in none. */
  #cellsOf(positions: Float32Array): Uint32Array {
    const [along, side, { x, y, z }] = [this.#along, this.#side, this.#origin]
    const last = along - 1
    return new Uint32Array(positions.length / 3).map((_, i) => {
      const column = Math.min(last, Math.floor((positions[3 * i]! - x) / side))
      const row = Math.min(last, Math.floor((positions[3 * i + 1]! - y) / side))
      const layer = Math.min(last, Math.floor((positions[3 * i + 2]! - z) / side))
      const cell = (layer * along + row) * along + column
      return Number.isFinite(cell) ? cell : along ** 3
    })
  }
}

function startsOf(cells: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  for (const cell of cells) if (cell < count) starts[cell + 1]!++
  for (let cell = 0; cell < count; cell++) starts[cell + 1]! += starts[cell]!
  return starts
}

function orderOf(cells: Uint32Array, starts: Uint32Array): Uint32Array {
  const next = starts.slice()
  const order = new Uint32Array(starts.at(-1)!)
  cells.forEach((cell, index) => {
    if (cell < starts.length - 1) order[next[cell]!++] = index
  })
  return order
}
