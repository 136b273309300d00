/** Moves the view: by hand at once, by wheel and glide over the next frames. Knows no pointer and no GPU. */
import { clamp, mapUnitsPerPixel, type Place, type Point, type Viewport } from './camera'
import { extentOf, type Extent } from './extent'
import { approachShare, inertiaStep } from './motion'
import { clampPose, fitPose, panPose, poseBetween, turnPose, zoomAbout, zoomPose, type Pose } from './orbit'
import { Projection } from './projection'
import type { Tweens } from './tweens'

const paddingPx = 44
const flightMs = 280

export class CameraRig {
  /** Turned a little from the start, so that a map that opens shows at once that it is deep. */
  view: Pose = {
    centreInMap: { x: 0, y: 0, z: 0 },
    heightInMap: 2,
    yaw: -0.5,
    pitch: 0.35,
    openness: 0,
  }
  viewport: Viewport = { width: 1, height: 1 }
  extent: Extent = extentOf(new Float32Array())
  readonly #tweens: Tweens
  #glide: { velocityPxPerMs: Point; turns: boolean } | undefined
  #zoom: { cursor: Point; remaining: number; through: Place | undefined } | undefined
  /** Nobody has moved the view since it was fitted: it stays fitted when the window changes. */
  #isHome = true

  constructor(tweens: Tweens) {
    this.#tweens = tweens
  }

  get zooming(): boolean {
    return this.#zoom !== undefined
  }

  get moving(): boolean {
    return this.#glide !== undefined || this.zooming
  }

  /** Shows everything, from where one stands. */
  get home(): Pose {
    return this.#fitted(this.extent)
  }

  /** Shows all of a part, from where one stands. */
  flyAround(part: Extent): void {
    this.fly(this.#fitted(part))
  }

  #fitted(extent: Extent): Pose {
    return fitPose(extent, this.view, this.viewport, Math.min(paddingPx, this.viewport.height / 8))
  }

  /** Keeps the scale when the window changes, so that a folding pane does not rescale the map. */
  resize(viewport: Viewport): void {
    const unitsPerPixel = mapUnitsPerPixel(this.view, this.viewport)
    this.viewport = viewport
    this.view = this.#isHome ? this.home : { ...this.view, heightInMap: unitsPerPixel * viewport.height }
  }

  panBy(movedPx: Point): void {
    this.#set(panPose(movedPx, this.view, this.viewport))
  }

  /** Turns the map in space; flat, it stays as it is. */
  turnBy(movedPx: Point): void {
    const isHome = this.#isHome
    this.#set(turnPose(movedPx, this.view, this.viewport))
    this.#isHome = isHome
  }

  /** Goes on panning, or turning, ever more slowly. */
  glide(velocityPxPerMs: Point, turns = false): void {
    this.#glide = this.#tweens.still ? undefined : { velocityPxPerMs, turns }
  }

  /** Opens into space or closes to the flat map; who looks at all of it goes on doing so. */
  open(openness: 0 | 1, durationMs: number): void {
    const { openness: from } = this.view
    if (from === openness && !this.#tweens.runs('opening')) return
    const open = (amount: number): void => {
      this.view = { ...this.view, openness: from + (openness - from) * amount }
    }
    this.#tweens.stop('opening')
    if (durationMs > 0) this.#tweens.run('opening', durationMs, open)
    else open(1)
    this.flyHome(durationMs)
  }

  /**
   * Zooms over the next few frames; factors that arrive meanwhile multiply.
   *
   * @param through in space, what stays under the cursor lies as deep as this
   */
  zoomSmoothly(cursor: Point, factor: number, through?: Place): void {
    this.#glide = undefined
    if (this.#tweens.still) return this.zoomNow(cursor, factor, through)
    this.#tweens.stop('flight')
    const { heightInMap } = this.view
    const wanted = (this.#zoom?.remaining ?? 0) + Math.log(factor)
    const reachable = this.#within({ ...this.view, heightInMap: heightInMap / Math.exp(wanted) })
    this.#zoom = { cursor, through, remaining: Math.log(heightInMap / reachable.heightInMap) }
  }

  zoomNow(cursor: Point, factor: number, through?: Place): void {
    const lowest = this.#within({ ...this.view, heightInMap: 0 }).heightInMap
    const highest = this.#within({ ...this.view, heightInMap: Infinity }).heightInMap
    const allowed = this.view.heightInMap / clamp(this.view.heightInMap / factor, lowest, highest)
    const { view, viewport } = this
    const fixed = through && new Projection(view, viewport).mapFromScreen(cursor, through)
    this.#set(fixed ? zoomAbout(fixed, allowed, view) : zoomPose(cursor, allowed, view, viewport))
  }

  fly(to: Pose): void {
    this.stop()
    const from = this.view
    this.#tweens.run('flight', flightMs, (amount) => {
      this.#set({ ...poseBetween(from, to, amount), ...this.#turn })
    })
  }

  /** Home may still change on the way there. */
  flyHome(durationMs = flightMs): void {
    if (durationMs === 0) return this.jumpHome()
    this.stop()
    const from = this.view
    this.#tweens.run('flight', durationMs, (amount) => {
      if (amount >= 1) this.view = this.home
      else this.#set(poseBetween(from, this.home, amount))
      this.#isHome = amount >= 1
    })
  }

  jumpHome(): void {
    this.stop()
    this.view = this.home
    this.#isHome = true
  }

  /** What there is to see has changed: who looked at all of it goes on doing so, and others are left where they are. */
  follow(extent: Extent): void {
    this.extent = extent
    const { centreInMap, heightInMap } = this.home
    const isThere =
      heightInMap === this.view.heightInMap &&
      centreInMap.x === this.view.centreInMap.x &&
      centreInMap.y === this.view.centreInMap.y &&
      centreInMap.z === this.view.centreInMap.z
    if (this.#isHome && !isThere) this.flyHome()
  }

  stop(): void {
    this.#glide = undefined
    this.#zoom = undefined
    this.#tweens.stop('flight')
  }

  step(durationMs: number): void {
    this.#stepGlide(durationMs)
    this.#stepZoom(durationMs)
  }

  #stepGlide(durationMs: number): void {
    if (!this.#glide) return
    const { turns } = this.#glide
    const { movedPx, velocityPxPerMs, ended } = inertiaStep(this.#glide.velocityPxPerMs, durationMs)
    if (turns) this.turnBy(movedPx)
    else this.panBy(movedPx)
    this.#glide = ended ? undefined : { velocityPxPerMs, turns }
  }

  #stepZoom(durationMs: number): void {
    if (!this.#zoom) return
    const { cursor, remaining, through } = this.#zoom
    const part = Math.abs(remaining) < 0.004 ? remaining : remaining * approachShare(durationMs)
    this.zoomNow(cursor, Math.exp(part), through)
    this.#zoom = part === remaining ? undefined : { cursor, through, remaining: remaining - part }
  }

  get #turn(): Pick<Pose, 'yaw' | 'pitch' | 'openness'> {
    const { yaw, pitch, openness } = this.view
    return { yaw, pitch, openness }
  }

  #within(view: Pose): Pose {
    return clampPose(view, this.home, this.extent)
  }

  #set(view: Pose): void {
    this.view = this.#within(view)
    this.#isHome = false
  }
}
