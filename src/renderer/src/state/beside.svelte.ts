import { procrustes } from '../../../core/space/procrustes'
import type { MapRecord } from '../../../core/records/map'
import type { ModelRecord } from '../../../core/records/model'
import type { MapView, TrainHistory } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, type Failure } from './failures'
import { thumbnailsOf, type ThumbnailSource } from './thumbnails'
import type { Workspace } from './workspace.svelte'

/** What can lie beside the map that is shown: another map of the same data, or a moment of a run. */
export type BesideChoice =
  | { kind: 'map'; model: ModelRecord; map: MapRecord }
  | { kind: 'moment'; model: ModelRecord; step: number; epoch: number }

/** A map as it is drawn beside: laid over the shown one as well as can be. */
export interface BesideMap {
  /** Row-major [count, dimensions]. */
  positionsInMap: Float32Array
  dimensions: 2 | 3
  /** The images that it shows, ascending; undefined for all. */
  images: Uint32Array | undefined
  /** Turned, mirrored, moved and scaled to the shown map; else the two have another number of dimensions. */
  isAligned: boolean
}

interface Loaded {
  positions: Float32Array
  dimensions: 2 | 3
  images: Uint32Array | undefined
}

/** Moments of a run that are offered: evenly, the first and the last among them. */
const mostMoments = 6

/** A second map of the same images, beside the one that is shown. */
export class Beside {
  choices: readonly BesideChoice[] = $state.raw([])
  choice: BesideChoice | undefined = $state.raw()
  isOpen = $state(false)
  /** Whether lines join the same images. */
  hasLines = $state(false)
  failure: Failure | undefined = $state.raw()
  #loaded: Loaded | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  /** An answer to an older question shows nothing. */
  #asked = 0

  readonly map: BesideMap | undefined = $derived.by(() => {
    const [loaded, latent] = [this.#loaded, this.#workspace.latent]
    if (!loaded || !latent) return undefined
    return aligned(loaded, latent.map)
  })

  readonly #images = $derived(this.#loaded?.images)
  /** Stays the same while the same images are shown. */
  readonly thumbnailSource: ThumbnailSource | undefined = $derived.by(() => {
    const [images, datasetId] = [this.#images, this.#workspace.latent?.datasetId]
    if (!images || datasetId === undefined) return this.#workspace.thumbnailSource
    return thumbnailsOf(this.#service, datasetId, images)
  })

  constructor(service: Service, workspace: Workspace) {
    this.#service = service
    this.#workspace = workspace
  }

  /** The image at a place of the map beside. */
  imageAt(place: number | undefined): number | undefined {
    return place === undefined ? undefined : this.#images ? this.#images[place] : place
  }

  /** Where an image is in the map beside, if it is shown there. */
  placeOf(image: number | undefined): number | undefined {
    if (image === undefined || !this.#images) return image
    const place = this.#images.indexOf(image)
    return place < 0 ? undefined : place
  }

  toggle(): void {
    if (this.isOpen) this.close()
    else void this.open()
  }

  /** Offers what there is and shows the first that is not the shown map itself. */
  async open(): Promise<void> {
    this.isOpen = true
    await this.refresh()
  }

  close(): void {
    this.#asked++
    this.isOpen = false
    this.choice = undefined
    this.#loaded = undefined
    this.failure = undefined
  }

  /** Asks anew what there is: another model is shown, or another map was made. */
  async refresh(): Promise<void> {
    const question = ++this.#asked
    const found = await this.#attempt('list the maps', () => this.#findAll())
    if (question !== this.#asked || !found) return
    this.choices = found
    const same = found.find((choice) => keyOf(choice) === (this.choice && keyOf(this.choice)))
    const next = same ?? found[0]
    if (!next) return this.#show(undefined, undefined)
    if (same && this.#loaded) this.choice = same
    else await this.choose(next)
  }

  async choose(choice: BesideChoice): Promise<void> {
    const question = ++this.#asked
    const loaded = await this.#attempt('show the other map', () => this.#load(choice))
    if (question === this.#asked && loaded) this.#show(choice, loaded)
  }

  #show(choice: BesideChoice | undefined, loaded: Loaded | undefined): void {
    this.choice = choice
    this.#loaded = loaded
  }

  async #findAll(): Promise<BesideChoice[]> {
    const { latent, document } = this.#workspace
    if (!latent || !document) return []
    const models = document.models.filter(({ datasetId }) => datasetId === latent.datasetId)
    const found = await Promise.all(models.map((model) => this.#ofModel(model, latent.modelId)))
    const isShown = (choice: BesideChoice): boolean =>
      choice.kind === 'map' && choice.map.id === latent.map.record.id
    // What is nearest at hand first: other models, then other maps of this one, then its past.
    return found.flat().filter((choice) => !isShown(choice))
  }

  async #ofModel(model: ModelRecord, shownModelId: string): Promise<BesideChoice[]> {
    const modelId = model.id
    const maps = await this.#service.call('map.list', { modelId })
    const ofMaps = maps.map((map): BesideChoice => ({ kind: 'map', model, map }))
    if (modelId !== shownModelId) return ofMaps
    const history = await this.#service.call('train.history', { modelId })
    return [...ofMaps, ...momentsOf(history, model)]
  }

  async #load(choice: BesideChoice): Promise<Loaded> {
    const modelId = choice.model.id
    if (choice.kind === 'moment')
      return momentAt(await this.#service.call('train.history', { modelId }), choice.step)
    const view = await this.#service.call('map.open', { modelId, mapId: choice.map.id })
    return { positions: view.positionsInMap, dimensions: view.record.dimensions, images: undefined }
  }

  async #attempt<T>(doing: string, work: () => Promise<T>): Promise<T | undefined> {
    this.failure = undefined
    try {
      return await work()
    } catch (error) {
      this.failure = failureOf(doing, error)
      return undefined
    }
  }
}

/** Tells choices apart. */
export function keyOf(choice: BesideChoice): string {
  return choice.kind === 'map' ? choice.map.id : `${choice.model.id}@${choice.step}`
}

function momentsOf({ steps, epochs }: TrainHistory, model: ModelRecord): BesideChoice[] {
  const count = Math.min(mostMoments, steps.length)
  const places = Array.from({ length: count }, (_, i) =>
    Math.round((i * (steps.length - 1)) / Math.max(count - 1, 1)),
  )
  return places.map((place) => ({ kind: 'moment', model, step: steps[place]!, epoch: epochs[place]! }))
}

function momentAt({ steps, images, positionsInMap }: TrainHistory, step: number): Loaded {
  const place = steps.indexOf(step)
  if (place < 0) throw new RangeError(`step ${step} was not kept`)
  const stride = images.length * 2
  return { positions: positionsInMap.slice(place * stride, (place + 1) * stride), dimensions: 2, images }
}

/** Laid over the shown map by what both show. */
function aligned({ positions, dimensions, images }: Loaded, shown: MapView): BesideMap {
  const own = { positionsInMap: positions, dimensions, images, isAligned: false }
  if (dimensions !== shown.record.dimensions) return own
  const targets = images ? rowsOf(shown.positionsInMap, images, dimensions) : shown.positionsInMap
  if (targets.length !== positions.length) return own
  const { aligned: positionsInMap } = procrustes(positions, targets, dimensions, 'equal-spread')
  return { ...own, positionsInMap, isAligned: true }
}

function rowsOf(positions: Float32Array, images: Uint32Array, dimensions: number): Float32Array {
  const rows = new Float32Array(images.length * dimensions)
  images.forEach((image, row) =>
    rows.set(positions.subarray(image * dimensions, (image + 1) * dimensions), row * dimensions),
  )
  return rows
}
