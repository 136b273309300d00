/** How large things are drawn in the view: points, and thumbnails by level of detail. */
import { mapUnitsPerPixel } from './camera'
import type { CameraRig } from './camera-rig'
import { levelOfView, shownShare, thumbnailSidePx } from './levels'
import { levelStep } from './motion'
import type { ThumbnailLayer } from './thumbnail-layer'

export class Detail {
  readonly #rig: CameraRig
  readonly #thumbnails: ThumbnailLayer
  #drawnLevel = 0

  constructor(rig: CameraRig, thumbnails: ThumbnailLayer) {
    this.#rig = rig
    this.#thumbnails = thumbnails
  }

  /** The level of detail that is drawn: on its way to the one that the view has room for. */
  get level(): number {
    return Math.min(this.#drawnLevel, this.#viewLevel)
  }

  get thumbnailSidePx(): number {
    return thumbnailSidePx(this.#viewLevel)
  }

  /** Moves the drawn level on; returns whether it did. */
  step(durationMs: number, still: boolean): boolean {
    const before = this.#drawnLevel
    const viewLevel = this.#viewLevel
    this.#drawnLevel = still ? Math.floor(viewLevel) : levelStep(before, viewLevel, durationMs)
    return this.#drawnLevel !== before
  }

  /** Half the side of a point's thumbnail; 0 while only the point is drawn. */
  thumbnailHalfPx(index: number): number {
    const level = this.#thumbnails.levelOf(index)
    return level === undefined ? 0 : (shownShare(this.level, level) * this.thumbnailSidePx) / 2
  }

  /** Many points are small ones; coming nearer makes them grow a little. */
  diameterPx(count: number): number {
    const base = Math.min(Math.max(22 / Math.max(count, 1) ** 0.2, 2), 6)
    const zoom = this.#rig.home.heightInMap / this.#rig.view.heightInMap
    return Math.min(base * Math.max(zoom, 0.5) ** 0.3, 10)
  }

  get #viewLevel(): number {
    const pixelsPerUnit = 1 / mapUnitsPerPixel(this.#rig.view, this.#rig.viewport)
    return this.#thumbnails.levels ? levelOfView(pixelsPerUnit, this.#thumbnails.levels) : 0
  }
}
