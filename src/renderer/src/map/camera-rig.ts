/** Moves the view: by hand at once, by wheel and glide over the next frames. Knows no pointer and no GPU. */
import {
  boundsOf,
  clamp,
  clampView,
  fit,
  mapUnitsPerPixel,
  pan,
  viewBetween,
  zoomAt,
  type Bounds,
  type Point,
  type View,
  type Viewport,
} from './camera'
import { approachShare, inertiaStep } from './motion'
import type { Tweens } from './tweens'

const paddingPx = 44
const flightMs = 280

export class CameraRig {
  view: View = { centreInMap: { x: 0, y: 0 }, heightInMap: 2 }
  viewport: Viewport = { width: 1, height: 1 }
  bounds: Bounds = boundsOf(new Float32Array())
  readonly #tweens: Tweens
  #velocity: Point | undefined
  #zoom: { cursor: Point; remaining: number } | undefined
  /** Nobody has moved the view since it was fitted: it stays fitted when the window changes. */
  #isHome = true

  constructor(tweens: Tweens) {
    this.#tweens = tweens
  }

  get zooming(): boolean {
    return this.#zoom !== undefined
  }

  get moving(): boolean {
    return this.#velocity !== undefined || this.zooming
  }

  get home(): View {
    return fit(this.bounds, this.viewport, Math.min(paddingPx, this.viewport.height / 8))
  }

  /** Keeps the scale when the window changes, so that a folding pane does not rescale the map. */
  resize(viewport: Viewport): void {
    const unitsPerPixel = mapUnitsPerPixel(this.view, this.viewport)
    this.viewport = viewport
    this.view = this.#isHome ? this.home : { ...this.view, heightInMap: unitsPerPixel * viewport.height }
  }

  panBy(movedPx: Point): void {
    this.#set(pan(movedPx, this.view, this.viewport))
  }

  glide(velocityPxPerMs: Point): void {
    this.#velocity = this.#tweens.still ? undefined : velocityPxPerMs
  }

  /** Zooms over the next few frames; factors that arrive meanwhile multiply. */
  zoomSmoothly(cursor: Point, factor: number): void {
    this.#velocity = undefined
    if (this.#tweens.still) return this.zoomNow(cursor, factor)
    this.#tweens.stop('flight')
    const { heightInMap } = this.view
    const wanted = (this.#zoom?.remaining ?? 0) + Math.log(factor)
    const reachable = clampView(
      { ...this.view, heightInMap: heightInMap / Math.exp(wanted) },
      this.home,
      this.bounds,
    )
    this.#zoom = { cursor, remaining: Math.log(heightInMap / reachable.heightInMap) }
  }

  zoomNow(cursor: Point, factor: number): void {
    const lowest = clampView({ ...this.view, heightInMap: 0 }, this.home, this.bounds).heightInMap
    const highest = clampView({ ...this.view, heightInMap: Infinity }, this.home, this.bounds).heightInMap
    const allowed = this.view.heightInMap / clamp(this.view.heightInMap / factor, lowest, highest)
    this.#set(zoomAt(cursor, allowed, this.view, this.viewport))
  }

  fly(to: View, endsHome = false): void {
    this.stop()
    const from = this.view
    this.#tweens.run('flight', flightMs, (amount) => {
      this.#set(viewBetween(from, to, amount))
      this.#isHome = endsHome && amount >= 1
    })
  }

  flyHome(): void {
    this.fly(this.home, true)
  }

  jumpHome(): void {
    this.stop()
    this.view = this.home
    this.#isHome = true
  }

  /** What there is to see has changed: who looked at all of it goes on doing so, and others are left where they are. */
  follow(bounds: Bounds): void {
    this.bounds = bounds
    const { centreInMap, heightInMap } = this.home
    const isThere =
      heightInMap === this.view.heightInMap &&
      centreInMap.x === this.view.centreInMap.x &&
      centreInMap.y === this.view.centreInMap.y
    if (this.#isHome && !isThere) this.flyHome()
  }

  stop(): void {
    this.#velocity = undefined
    this.#zoom = undefined
    this.#tweens.stop('flight')
  }

  step(durationMs: number): void {
    this.#stepGlide(durationMs)
    this.#stepZoom(durationMs)
  }

  #stepGlide(durationMs: number): void {
    if (!this.#velocity) return
    const { movedPx, velocityPxPerMs, ended } = inertiaStep(this.#velocity, durationMs)
    this.panBy(movedPx)
    this.#velocity = ended ? undefined : velocityPxPerMs
  }

  #stepZoom(durationMs: number): void {
    if (!this.#zoom) return
    const { cursor, remaining } = this.#zoom
    const part = Math.abs(remaining) < 0.004 ? remaining : remaining * approachShare(durationMs)
    this.zoomNow(cursor, Math.exp(part))
    this.#zoom = part === remaining ? undefined : { cursor, remaining: remaining - part }
  }

  #set(view: View): void {
    this.view = clampView(view, this.home, this.bounds)
    this.#isHome = false
  }
}
