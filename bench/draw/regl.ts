import createScatterplot, { createRenderer } from 'regl-scatterplot'
import type { BenchMap } from './draw'

const size = { width: 1280, height: 800 }
/** As ours: no fading by density, a size that does not grow, points as large as ours are at that count. */
const look = {
  opacity: 0.62,
  pointScaleMode: 'constant',
  backgroundColor: '#0e1014',
  pointColor: '#9aa0aa',
} as const

/** regl-scatterplot in its own canvas, with its usual settings but for how points look. */
export class ReglMap implements BenchMap {
  readonly #canvas = document.body.appendChild(document.createElement('canvas'))
  readonly #renderer = createRenderer()
  readonly #plot = createScatterplot({ canvas: this.#canvas, renderer: this.#renderer, ...size, ...look })
  #xPx = 0

  async open(positionsInMap: Float32Array): Promise<void> {
    const count = positionsInMap.length / 2
    this.#plot.set({ pointSize: diameterPx(count) })
    await this.#plot.draw(columnsWithin(positionsInMap))
  }

  panBy(movedPx: number): void {
    this.#xPx += movedPx
    this.#plot.view([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, (2 * this.#xPx) / size.width, 0, 0, 1], {
      preventEvent: true,
    })
  }

  redraw(): void {
    this.panBy(0)
  }

  finish(): void {
    this.#renderer.regl.read({ width: 1, height: 1 })
  }

  close(): void {
    this.#plot.destroy()
    this.#renderer.destroy()
    this.#canvas.remove()
  }
}

/** The map's own rule, see `map/detail.ts`. */
function diameterPx(count: number): number {
  return Math.min(Math.max(22 / Math.max(count, 1) ** 0.2, 2), 6)
}

/** Points as regl-scatterplot wants them: columns, from -1 to 1. */
function columnsWithin(positions: Float32Array): { x: Float32Array; y: Float32Array } {
  const reach = positions.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const column = (first: 0 | 1): Float32Array =>
    Float32Array.from({ length: positions.length / 2 }, (_, i) => (0.95 * positions[2 * i + first]!) / reach)
  return { x: column(0), y: column(1) }
}
