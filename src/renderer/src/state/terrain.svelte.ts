import type { Anchor } from '../../../core/projection/local/local-map'
import type { Projection } from '../../../core/projection/projection'
import type { LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { extentOf } from '../map/extent'
import { inSpace } from '../map/morph'
import type { TerrainGround } from '../map/terrain-ground'
import { centreOf, gridAround, type Tile, type TerrainGrid } from '../map/terrain-grid'
import { isSamePlane, leastVouched, margin, planeOf, vouchedBy, type Plane } from './terrain-plane'
import { TileQueue } from './tile-queue'

/** What the terrain depends on. */
export interface TerrainScene {
  latent: LatentView
  projection: Projection
  /** Of a picture of the model, in pixels. */
  sidePx: number
  /** The selected image's edited code. */
  anchor: Anchor | undefined
  /** A point is dragged or a slider is held: the decoder has better things to do. */
  isHeld: boolean
}

interface Open {
  latent: LatentView
  plane: Plane
  /** The same for all planes under one map. */
  under: Pick<TerrainGround, 'mapId' | 'grid' | 'sidePx' | 'vouchedAt'>
}

/** Another plane is made only when the hand has come to rest. */
const restMs = 250

/** The decoded pictures of a flat map's plane, made in the background tile by tile, and never while the hand holds something. */
export class Terrain {
  /** What the map is told; a new one with every other plane. */
  ground: TerrainGround | undefined = $state.raw()
  readonly #service: Service
  readonly #onfail: (error: unknown) => void
  #open: Open | undefined
  #queue: TileQueue | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(service: Service, onfail: (error: unknown) => void = () => {}) {
    this.#service = service
    this.#onfail = onfail
  }

  /** Called whenever something of it changes; without a scene there is no terrain. */
  follow(scene: TerrainScene | undefined): void {
    clearTimeout(this.#timer)
    this.#queue?.pause(scene?.isHeld ?? false)
    if (!scene) this.#close()
    else if (!scene.isHeld) this.#update(scene)
  }

  #update(scene: TerrainScene): void {
    const { latent, projection, anchor } = scene
    const plane = planeOf(projection, latent.mu, anchor)
    const isSameMap = this.#open?.latent === latent
    if (isSameMap && isSamePlane(plane, this.#open!.plane)) return
    if (isSameMap) this.#timer = setTimeout(() => this.#lay(scene, plane), restMs)
    else this.#lay(scene, plane)
  }

  #lay(scene: TerrainScene, plane: Plane): void {
    const { latent } = scene
    const under = this.#open?.latent === latent ? this.#open.under : underOf(scene)
    this.#open = { latent, plane, under }
    const queue = new TileQueue(
      (tiles) => this.#decode(latent.modelId, plane, under.grid, tiles),
      this.#onfail,
    )
    this.#queue = queue
    this.ground = { ...under, want: (tiles, put) => queue.want({ tiles, put }) }
  }

  async #decode(
    modelId: string,
    plane: Plane,
    grid: TerrainGrid,
    tiles: readonly Tile[],
  ): Promise<Uint8Array> {
    const z = Float32Array.from(tiles.flatMap((tile) => [...codeOf(tile, plane, grid)]))
    return (await this.#service.call('latent.decode', { modelId, z, count: tiles.length })).rgba
  }

  #close(): void {
    this.#open = this.#queue = undefined
    this.ground = undefined
  }
}

function codeOf(tile: Tile, plane: Plane, grid: TerrainGrid): Float32Array {
  const { x, y } = centreOf(tile, grid)
  return plane.codeAt([x, y])
}

function underOf({ latent, projection, sidePx }: TerrainScene): Open['under'] {
  const { record, positionsInMap } = latent.map
  const grid = gridAround(extentOf(inSpace(positionsInMap, 2)), margin)
  const least = 'basis' in projection.record ? leastVouched : 0
  const vouchedAt = vouchedBy(positionsInMap, grid.sideInMap / (1 + 2 * margin), least)
  return { mapId: record.id, grid, sidePx, vouchedAt }
}
