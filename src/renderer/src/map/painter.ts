/** Draws one frame: moves on what moves, then points, thumbnails, rings and what lies above them. */
import type { CameraRig } from './camera-rig'
import type { Detail } from './detail'
import { FrameBudget } from './frame-budget'
import { Frames } from './frames'
import type { HeldPoint } from './held-point'
import type { MapLayers } from './map-layers'
import type { Morph } from './morph'
import type { Pose } from './orbit'
import { shapesFor, type DrawnPoint } from './overlay-shapes'
import { Projection } from './projection'
import type { Stage } from './stage'
import type { Terrain } from './terrain'
import type { TurnedLevels } from './turned-levels'
import type { Tweens } from './tweens'

export interface PainterEvents {
  onviewchange: (view: Pose) => void
  /** The first frame with points is drawn. */
  onready: () => void
  /** What lies over the map must be where its points are now. */
  onframe: () => void
}

/** What a frame is made of. */
export interface Painted {
  stage: Stage
  layers: MapLayers
  terrain: Terrain
  detail: Detail
  morph: Morph
  held: HeldPoint
  rig: CameraRig
  tweens: Tweens
  turned: TurnedLevels
}

/** A longer pause between two frames is not a movement. */
const longestFrameMs = 100
/** Those that change what lies below the overlay. */
const groundTweens = ['morph', 'dim', 'terrain', 'levels']

export class Painter {
  readonly frames = new Frames((timeMs) => this.draw(timeMs))
  hovered: number | undefined
  selected: number | undefined
  readonly #painted: Painted
  readonly #budget = new FrameBudget()
  readonly #events: PainterEvents
  #terrainFades = false
  #lastFrame: { timeMs: number; view: Pose; moving: boolean } | undefined

  constructor(painted: Painted, events: PainterEvents) {
    this.#painted = painted
    this.#events = events
  }

  draw(timeMs: number): void {
    const { rig, stage, turned, layers } = this.#painted
    const last = this.#lastFrame
    const wasAppearing = layers.appearing
    const growing = this.#step(timeMs)
    const moved = last !== undefined && last.view !== rig.view
    if (moved && last.moving) this.#budget.learn(timeMs - last.timeMs)
    this.#prepare(moved)
    const isAnew = this.frames.groundChanged || moved || growing || !last
    stage.render(rig.view, rig.extent.radius, isAnew)
    this.frames.groundChanged = false
    this.#lastFrame = { timeMs, view: rig.view, moving: moved || growing }
    this.#tell(last?.view)
    if (growing || this.#isMoving) this.frames.requestOverlay()
    // A slow frame may have begun before the pictures were all there and ended after.
    if (wasAppearing) this.frames.request()
    if (growing || this.#isMoving || moved) turned.stir()
    else if (!this.#painted.held.inHand) turned.rest()
  }

  get #isMoving(): boolean {
    const { layers, tweens, rig } = this.#painted
    return layers.appearing || this.#terrainFades || tweens.active || rig.moving
  }

  /** Moves all on to a time; returns whether thumbnails are growing. */
  #step(timeMs: number): boolean {
    const { layers, terrain, tweens, rig, detail } = this.#painted
    const last = this.#lastFrame
    this.frames.groundChanged ||= layers.appearing || groundTweens.some((name) => tweens.runs(name))
    tweens.step(timeMs)
    const durationMs = last?.moving ? Math.min(timeMs - last.timeMs, longestFrameMs) : 16
    rig.step(durationMs)
    const fadedMs = last && this.#terrainFades ? Math.min(timeMs - last.timeMs, longestFrameMs) : 16
    this.#terrainFades = terrain.step(rig, fadedMs)
    this.frames.groundChanged ||= this.#terrainFades
    return detail.step(durationMs, tweens.still)
  }

  #tell(lastView: Pose | undefined): void {
    const { rig, morph } = this.#painted
    if (lastView !== rig.view) this.#events.onviewchange(rig.view)
    this.#events.onframe()
    if (morph.count > 0) this.#events.onready()
  }

  #prepare(moved: boolean): void {
    const { layers, detail, rig, stage, morph } = this.#painted
    const [diameterPx, sidePx] = [detail.diameterPx(morph.count), detail.thumbnailSidePx]
    const { level } = detail
    const snapped = !rig.zooming && rig.view.openness === 0
    layers.points.setDiameter(diameterPx)
    layers.points.setShare(moved ? this.#budget.share : 1)
    if (moved) this.frames.requestAtRest()
    const gliding = stage.shared.uMix.value < 1 || layers.thumbnails.fresh < 1
    layers.thumbnails.prepare({ level, sidePx, nowMs: performance.now(), gliding, snapped })
    layers.marks.prepare({ level, sidePx, radiusPx: diameterPx / 2, snapped })
    this.#writeOverlay()
  }

  #writeOverlay(): void {
    const { layers, held, morph } = this.#painted
    if (!layers.colours) return
    const { point } = held
    const isDrawn = point && !morph.isHidden(point.index)
    // A guest comes from no point of the data.
    const origin = isDrawn && point.index < morph.count ? point.index : undefined
    if (layers.setGhost(origin)) this.frames.groundChanged = true
    const state = {
      hovered: this.#drawn(this.hovered),
      selected: this.#drawn(this.selected),
      origin: this.#drawn(origin),
      marker: isDrawn ? held.marker : undefined,
    }
    layers.overlay.setShapes(shapesFor(state, layers.colours))
  }

  #drawn(index: number | undefined): DrawnPoint | undefined {
    const { layers, detail, rig, morph } = this.#painted
    if (index === undefined || index >= morph.count || morph.isHidden(index)) return undefined
    const projection = new Projection(rig.view, rig.viewport)
    const pointInMap = morph.at(index)
    const scale = projection.nearness(projection.depthOf(pointInMap))
    return {
      index,
      pointInMap,
      radiusPx: (detail.diameterPx(morph.count) / 2) * scale,
      thumbnailHalfPx: detail.thumbnailHalfPx(index) * scale,
      hasThumbnail: layers.thumbnails.isLoaded(index),
    }
  }
}
