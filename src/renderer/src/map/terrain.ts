/** The terrain: asks for the tiles that a view wants, keeps those that came, and lets them fade. Knows no service. */
import type { CameraRig } from './camera-rig'
import { mapUnitsPerPixel } from './camera'
import { TerrainAtlas } from './terrain-atlas'
import { TerrainCache, type CachedTile } from './terrain-cache'
import { fade } from './terrain-fading'
import type { TerrainFigures, TerrainGround } from './terrain-ground'
import { boundsOf, centreOf, keyOf, tileSide, type Tile } from './terrain-grid'
import type { DrawnTile, TerrainLayer } from './terrain-layer'
import { inOrder, levelOf, tilesInView, type TerrainView } from './terrain-view'
import type { Tweens } from './tweens'

/** Of the texture; the same again is kept for a drawing context that comes back. */
const mostBytes = 16 * 2 ** 20
const mostTiles = 1024
const fadeMs = 220

type Vouched = DrawnTile['ground']

export class Terrain {
  readonly #layer: TerrainLayer
  readonly #tweens: Tweens
  /** Something that is seen has changed: draw. */
  readonly #onchange: () => void
  #ground: TerrainGround | undefined
  #sidePx = 0
  #mapId: string | undefined
  #generation = 0
  #cache = new TerrainCache(0)
  #atlas: TerrainAtlas | undefined
  #wanted: readonly Tile[] = []
  #level = 0
  /** The view that was asked for last; undefined to ask anew. */
  #asked: CameraRig['view'] | undefined
  #vouched = new Map<string, Vouched>()
  #strength = 0
  #isCrisp = false
  /** A picture came, or the view is another one, since the tiles were written. */
  #isOutdated = false

  constructor(layer: TerrainLayer, tweens: Tweens, onchange: () => void) {
    this.#layer = layer
    this.#tweens = tweens
    this.#onchange = onchange
    layer.setShown(0)
  }

  /** Without a ground it fades away. */
  setGround(ground: TerrainGround | undefined): void {
    this.#ground?.want([], () => {})
    this.#ground = ground
    this.#generation++
    this.#vouched.clear()
    this.#asked = undefined
    if (ground) this.#open(ground)
    this.#appear(ground ? 1 : 0)
    this.#onchange()
  }

  setCrisp(isCrisp: boolean): void {
    this.#isCrisp = isCrisp
    this.#atlas?.setCrisp(isCrisp)
    this.#onchange()
  }

  get figures(): TerrainFigures | undefined {
    if (!this.#ground) return undefined
    const loaded = this.#wanted.filter((tile) => this.#cache.has(tile, this.#generation)).length
    return { ...this.#ground.grid, level: this.#level, wanted: this.#wanted.length, loaded }
  }

  /** Called before each frame; returns whether anything is still fading. */
  step(rig: CameraRig, durationMs: number): boolean {
    const ground = this.#ground
    const flatness = 1 - rig.view.openness
    this.#layer.setShown(this.#strength * flatness)
    if (!ground || flatness === 0) return false
    if (rig.view !== this.#asked) this.#ask(ground, rig)
    if (!this.#isOutdated) return false
    const fadedMs = this.#tweens.still ? Infinity : durationMs
    this.#isOutdated = fade(this.#cache.tiles, this.#wanted, this.#generation, fadedMs)
    this.#cache.sweep(this.#generation)
    this.#layer.setTiles(this.#drawn(ground))
    return this.#isOutdated
  }

  dispose(): void {
    this.#ground?.want([], () => {})
    this.#atlas?.dispose()
  }

  #open({ mapId, sidePx }: TerrainGround): void {
    if (sidePx !== this.#sidePx) {
      this.#sidePx = sidePx
      const capacity = Math.min(mostTiles, Math.floor(mostBytes / (4 * sidePx ** 2)))
      this.#atlas?.dispose()
      this.#atlas = new TerrainAtlas(capacity, sidePx)
      this.#atlas.setCrisp(this.#isCrisp)
      this.#layer.setAtlas(this.#atlas, sidePx)
      this.#cache = new TerrainCache(capacity)
    } else if (mapId !== this.#mapId) this.#cache.clear()
    this.#mapId = mapId
  }

  #appear(to: 0 | 1): void {
    const from = this.#strength
    this.#tweens.run('terrain', fadeMs, (amount) => (this.#strength = from + (to - from) * amount))
  }

  #ask(ground: TerrainGround, rig: CameraRig): void {
    this.#asked = rig.view
    this.#isOutdated = true
    const view = viewOf(rig)
    // Half of the room is for what is in view; the rest keeps what was.
    this.#level = levelOf(view, ground.grid, this.#cache.capacity / 2)
    const isThere = (tile: Tile): boolean => this.#vouchedFor(tile, ground).some((share) => share > 0)
    this.#wanted = tilesInView(view, ground.grid, this.#level).filter(isThere)
    for (const tile of this.#wanted) this.#cache.touch(tile, this.#generation)
    const missing = inOrder(this.#wanted).filter((tile) => !this.#cache.has(tile, this.#generation))
    ground.want(missing, (tile, rgba) => {
      if (ground === this.#ground) this.#put(tile, rgba)
    })
  }

  #put(tile: Tile, rgba: Uint8Array): void {
    if (this.#cache.has(tile, this.#generation)) return
    this.#atlas?.put(this.#cache.add(tile, this.#generation).slot, rgba)
    this.#isOutdated = true
    this.#onchange()
  }

  /** The newest plane above older ones, what is finer above what is coarser. */
  #drawn(ground: TerrainGround): DrawnTile[] {
    const seen = [...this.#cache.tiles].filter(({ shown }) => shown > 0)
    seen.sort((a, b) => a.generation - b.generation || a.level - b.level)
    return seen.map((tile) => this.#drawnTile(tile, ground))
  }

  #drawnTile(tile: CachedTile, ground: TerrainGround): DrawnTile {
    return {
      centre: centreOf(tile, ground.grid),
      sideInMap: tileSide(ground.grid, tile.level),
      slot: tile.slot,
      shown: tile.shown,
      isStale: tile.generation !== this.#generation,
      ground: this.#vouchedFor(tile, ground),
    }
  }

  #vouchedFor(tile: Tile, ground: TerrainGround): Vouched {
    const name = keyOf(tile)
    const known = this.#vouched.get(name)
    if (known) return known
    const { min, max } = boundsOf(tile, ground.grid)
    const at = (x: number, y: number): number => ground.vouchedAt(x, y)
    const found: Vouched = [at(min.x, min.y), at(max.x, min.y), at(min.x, max.y), at(max.x, max.y)]
    if (this.#vouched.size > 8 * mostTiles) this.#vouched.clear()
    this.#vouched.set(name, found)
    return found
  }
}

function viewOf({ view, viewport }: CameraRig): TerrainView {
  const { x, y } = view.centreInMap
  const unitsPerPixel = mapUnitsPerPixel(view, viewport)
  const [halfWidth, halfHeight] = [
    (viewport.width / 2) * unitsPerPixel,
    (viewport.height / 2) * unitsPerPixel,
  ]
  return {
    min: { x: x - halfWidth, y: y - halfHeight },
    max: { x: x + halfWidth, y: y + halfHeight },
    unitsPerPixel,
  }
}
