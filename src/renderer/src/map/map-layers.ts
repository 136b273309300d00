/** All that is drawn: points, thumbnails and what lies above them, with their colours and pictures. */
import { Atlas } from './atlas'
import type { Bounds } from './camera'
import { withAlpha, type MapColours } from './colours'
import { flattened } from './flattened'
import { computeLevels, levelByLevel, type ThumbnailLevels } from './levels'
import { MarkLayer } from './mark-layer'
import type { Morph } from './morph'
import { OverlayLayer } from './overlay-layer'
import { PointLayer } from './point-layer'
import type { Projection } from './projection'
import type { Stage } from './stage'
import { TerrainLayer } from './terrain-layer'
import { appearMs, ThumbnailLayer } from './thumbnail-layer'

const seed = 1
/** Thumbnails of a layout that gives way to the next in a moment: finding room for all takes longer than a frame. */
const mostPassing = 600

export class MapLayers {
  readonly terrain: TerrainLayer
  readonly points: PointLayer
  readonly thumbnails: ThumbnailLayer
  readonly marks: MarkLayer
  readonly overlay: OverlayLayer
  colours: MapColours | undefined
  readonly #stage: Stage
  #pointColours: Uint8Array | undefined
  #atlas: Atlas | undefined
  #marked: readonly number[] = []
  #ghost: number | undefined
  #strength = 1
  #appearingUntilMs = 0

  constructor(stage: Stage) {
    this.#stage = stage
    this.terrain = new TerrainLayer(stage.shared)
    this.points = new PointLayer(stage.shared)
    this.thumbnails = new ThumbnailLayer(stage.shared)
    this.marks = new MarkLayer(stage.shared)
    this.overlay = new OverlayLayer(stage.shared)
    const { terrain, points, thumbnails, marks, overlay } = this
    stage.add([terrain.object, points.object, thumbnails.object, ...marks.objects], overlay.object)
  }

  get hasThumbnails(): boolean {
    return this.#atlas !== undefined
  }

  /** Pictures that have just come are still fading in. */
  get appearing(): boolean {
    return performance.now() < this.#appearingUntilMs
  }

  /** Below 1, all but the ghost step back. */
  get strength(): number {
    return this.#strength
  }

  set strength(strength: number) {
    this.#strength = strength
    this.points.setStrength(strength)
    this.thumbnails.setStrength(strength)
  }

  /** @param isPassing another layout follows at once */
  place(morph: Morph, extent: Bounds, isPassing: boolean): void {
    this.points.setPositions(morph.from, morph.to)
    this.points.setHidden(morph.hidden)
    this.#paintPoints()
    this.placeThumbnails(morph, extent, isPassing)
  }

  placeThumbnails(morph: Morph, { min, max }: Bounds, isPassing = false): void {
    const { from, to, count } = morph
    if (this.#atlas && count > 0) {
      const extent = Math.max(max.x - min.x, max.y - min.y)
      const most = Math.min(this.#atlas.count, count, isPassing ? mostPassing : Infinity)
      const levels = computeLevels(morph.seen, most, extent, seed)
      this.thumbnails.setPositions(from, to, levels)
    }
    this.placeMarks(morph)
  }

  /** Levels for a view in space, as its thumbnails lie on the screen; to be set by `setLevels`. */
  levelsIn(
    morph: Morph,
    { min, max }: Bounds,
    projection: Projection,
  ): Generator<undefined, ThumbnailLevels> {
    const extent = Math.max(max.x - min.x, max.y - min.y)
    const { places, scales } = flattened(morph.seen, projection)
    return levelByLevel(places, Math.min(this.#atlas?.count ?? 0, morph.count), extent, seed, scales)
  }

  /** Thumbnails stay where they are and fade from their old level into the new one, by `thumbnails.fresh`. */
  setLevels(morph: Morph, levels: ThumbnailLevels): void {
    this.thumbnails.setPositions(morph.to, morph.to, levels)
    this.thumbnails.fresh = 0
    this.placeMarks(morph)
  }

  /** Some points are hidden, or shown again; the thumbnails of the others take the room. */
  hide(morph: Morph, extent: Bounds): void {
    this.points.setHidden(morph.hidden)
    this.placeThumbnails(morph, extent)
  }

  /** Rings around these; without them, around those of before, whose thumbnails may have come. */
  placeMarks(morph: Morph, marked = this.#marked): void {
    if (marked.length === 0 && this.#marked.length === 0) return
    this.#marked = marked
    this.marks.place(marked, morph, (index) => this.thumbnails.levelOf(index))
  }

  setPointColours(colours: Uint8Array | undefined): void {
    this.#pointColours = colours
    this.#paintPoints()
  }

  /** Makes room for so many thumbnails. */
  openThumbnails(count: number, sidePx: number): void {
    this.#atlas?.dispose()
    this.#atlas = count > 0 ? new Atlas(count, sidePx, this.#stage.maxTextureSize) : undefined
    this.thumbnails.setAtlas(this.#atlas)
    this.overlay.setAtlas(this.#atlas)
  }

  putThumbnails(start: number, rgba: Uint8Array, still: boolean): void {
    const nowMs = performance.now()
    const count = this.#atlas?.put(start, rgba) ?? 0
    this.thumbnails.markLoaded(start, count, still ? nowMs - appearMs : nowMs)
    this.#appearingUntilMs = nowMs + appearMs
  }

  setTheme(colours: MapColours): void {
    this.colours = colours
    this.#stage.setSurface(colours.surface)
    this.marks.setColour(colours.accent)
    this.thumbnails.setBorder(withAlpha(colours.ink, 0.16))
    this.#paintPoints()
  }

  /** Returns whether it is another one than before. */
  setGhost(index: number | undefined): boolean {
    if (index === this.#ghost) return false
    this.#ghost = index
    this.points.setGhost(index)
    this.thumbnails.setGhost(index)
    return true
  }

  dispose(): void {
    this.terrain.dispose()
    this.points.dispose()
    this.thumbnails.dispose()
    this.marks.dispose()
    this.overlay.dispose()
    this.#atlas?.dispose()
  }

  #paintPoints(): void {
    if (this.colours) this.points.setColours(this.#pointColours, withAlpha(this.colours.inkMuted, 0.62))
  }
}
