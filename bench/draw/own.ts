import { inSpace } from '../../src/renderer/src/map/morph'
import { readColours } from '../../src/renderer/src/map/colours'
import { LatentMap } from '../../src/renderer/src/map/latent-map'
import { computeLevels, levelOfView } from '../../src/renderer/src/map/levels'
import { mapUnitsPerPixel, type Point } from '../../src/renderer/src/map/camera'
import type { BenchMap } from './draw'

const size = { width: 1280, height: 800 }
const thumbnailSidePx = 32
const picks = 200
/** The same as the map's own, so that as many are counted as are drawn. */
const levelSeed = 1

/** Slerp's map as the window makes it, without the window around it. */
export class OwnMap implements BenchMap {
  readonly #canvas = document.body.appendChild(document.createElement('canvas'))
  readonly #map: LatentMap
  #positions: Float32Array = new Float32Array()
  #onShown: () => void = () => {}

  constructor() {
    const onready = (): void => this.#onShown()
    this.#map = new LatentMap(this.#canvas, { onready, onviewchange: () => {}, onframe: () => {} })
    this.#map.tweens.still = true
    this.#map.setTheme(readColours(document.body, 'dark'))
    this.#map.resize(size.width, size.height, 1)
  }

  async open(positionsInMap: Float32Array): Promise<void> {
    this.#positions = positionsInMap
    const shown = new Promise<void>((resolve) => (this.#onShown = resolve))
    this.#map.setPositions(positionsInMap, 2)
    await shown
  }

  panBy(movedPx: number): void {
    this.#map.rig.panBy({ x: movedPx, y: 0 })
    this.#map.invalidate()
  }

  redraw(): void {
    this.#map.invalidate()
  }

  async putThumbnails(): Promise<number> {
    const count = this.#positions.length / 2
    this.#map.openThumbnails(count, thumbnailSidePx)
    const rgba = new Uint8Array(count * thumbnailSidePx ** 2 * 4).map((_, i) =>
      i % 4 === 3 ? 255 : (i * 7919) % 256,
    )
    this.#map.putThumbnails(0, rgba)
    for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame)
    return this.#countShown(count)
  }

  pick(dimensions: 2 | 3): number[] {
    this.#seeIn(dimensions)
    this.#map.pick({ x: 1, y: 1 })
    return Array.from({ length: picks }, (_, i) => {
      const at = { x: size.width * ((i * 0.618) % 1), y: size.height * ((i * 0.755) % 1) }
      return msOf(() => this.#map.pick(at))
    })
  }

  lasso(rounds: number): number[] {
    const outline = Array.from({ length: 400 }, (_, i): Point => {
      const angle = (i / 200) * Math.PI
      const radius = 0.3 * size.width * (1 + 0.15 * Math.sin(9 * angle))
      return {
        x: size.width / 2 + radius * Math.cos(angle),
        y: size.height / 2 + 0.6 * radius * Math.sin(angle),
      }
    })
    return Array.from({ length: rounds }, () => msOf(() => this.#map.pointsWithin(outline)))
  }

  /** Waits until the renderer has done what it was asked. */
  finish(): void {
    const gl = this.#canvas.getContext('webgl2')
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
  }

  close(): void {
    this.#map.dispose()
    this.#canvas.remove()
  }

  #seeIn(dimensions: 2 | 3): void {
    const flat = inSpace(this.#positions, 2)
    const deep = flat.map((value, k) => (k % 3 === 2 ? (flat[(k * 31) % flat.length] ?? 0) : value))
    this.#map.setPositions(dimensions === 3 ? deep : this.#positions, dimensions)
  }

  /** How many of the thumbnails have room in the view that shows all. */
  #countShown(count: number): number {
    const { extent, view, viewport } = this.#map.rig
    const side = Math.max(extent.max.x - extent.min.x, extent.max.y - extent.min.y)
    const levels = computeLevels(inSpace(this.#positions, 2), count, side, levelSeed)
    return levels.countUpTo[Math.floor(levelOfView(1 / mapUnitsPerPixel(view, viewport), levels))] ?? 0
  }
}

function msOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
