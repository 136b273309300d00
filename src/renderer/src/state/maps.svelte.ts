import type { MapRecord } from '../../../core/records/map'
import type { MapMaking, MapRequest, ModelMaps } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled, type Failure } from './failures'
import type { Workspace } from './workspace.svelte'

interface Layout {
  dimensions: 2 | 3
  /** Row-major [count, dimensions]. */
  positionsInMap: Float32Array
}

/** A map that takes shape, with what it was asked as. */
type Making = Omit<MapMaking, 'positionsInMap'>

/** The maps of the open model: chosen, made and taken away. */
export class Maps {
  failure: Failure | undefined = $state.raw()
  #making: Making | undefined = $state.raw()
  #layout: Layout | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  #giveUp = new AbortController()

  readonly all = $derived.by(() => this.#workspace.latent?.maps ?? [])
  readonly #isHere = $derived.by(
    () => this.#making !== undefined && this.#making.modelId === this.#workspace.latent?.modelId,
  )
  /** Positions that move while the open model's map is made, with how many numbers each has. */
  readonly layout: Layout | undefined = $derived.by(() => (this.#isHere ? this.#layout : undefined))

  constructor(service: Service, workspace: Workspace) {
    this.#service = service
    this.#workspace = workspace
    service.on('map.making', (told) => this.#hear(told))
  }

  /** How far the map is that is being made, of whichever model. */
  get making(): Making | undefined {
    return this.#making
  }

  /** Makes a map and shows the model by it. */
  async make(request: MapRequest): Promise<void> {
    if (this.#making) return
    const { modelId } = request
    const { signal } = (this.#giveUp = new AbortController())
    this.#making = { modelId, dimensions: dimensionsOf(request), label: 'Getting ready', done: 0, total: 1 }
    await this.#attempt('make the map', async () => {
      const { record } = await this.#service.call('map.compute', request, { signal })
      await this.#choose(modelId, record.id)
    })
    this.#making = undefined
    this.#layout = undefined
  }

  cancel(): void {
    this.#giveUp.abort()
  }

  async choose(mapId: string): Promise<void> {
    const modelId = this.#workspace.latent?.modelId
    if (modelId === undefined || mapId === this.#workspace.latent?.map.record.id) return
    await this.#attempt('show the map', () => this.#choose(modelId, mapId))
  }

  /** The same kind of map in the plane or in space: the one there is, or a new one. Axes are chosen one by one, so PCA stands for them. */
  async showIn(dimensions: 2 | 3): Promise<void> {
    const shown = this.#workspace.latent
    if (!shown || shown.map.record.dimensions === dimensions) return
    const request = alike(shown.map.record, dimensions)
    const isIt = (map: MapRecord): boolean =>
      map.method === request.method &&
      map.dimensions === dimensions &&
      JSON.stringify(settingsOf(map)) === JSON.stringify(settingsOf(shown.map.record))
    const known = this.all.find(isIt)
    await (known ? this.choose(known.id) : this.make(request))
  }

  async remove(mapId: string): Promise<void> {
    const modelId = this.#workspace.latent?.modelId
    if (modelId === undefined) return
    await this.#attempt('delete the map', async () =>
      this.#show(modelId, await this.#service.call('map.remove', { modelId, mapId })),
    )
  }

  dismiss(): void {
    this.failure = undefined
  }

  async #choose(modelId: string, mapId: string): Promise<void> {
    this.#show(modelId, await this.#service.call('map.choose', { modelId, mapId }))
  }

  #show(modelId: string, shown: ModelMaps): void {
    this.#workspace.showMap(modelId, shown)
  }

  #hear({ positionsInMap, ...making }: MapMaking): void {
    // What was given up may still be told of.
    if (!this.#making || this.#giveUp.signal.aborted) return
    this.#making = making
    if (positionsInMap) this.#layout = { dimensions: making.dimensions, positionsInMap }
  }

  async #attempt(doing: string, work: () => Promise<void>): Promise<void> {
    this.failure = undefined
    try {
      await work()
    } catch (error) {
      if (!isCancelled(error)) this.failure = failureOf(doing, error)
    }
  }
}

/** What makes the same kind of map in so many dimensions. */
function alike(record: MapRecord, dimensions: 2 | 3): MapRequest {
  const { modelId, method } = record
  if (method !== 'umap' && method !== 'tsne') return { modelId, method: 'pca', dimensions }
  return { modelId, method, dimensions, settings: record.settings }
}

const settingsOf = (record: MapRecord) => ('settings' in record ? record.settings : undefined)

const dimensionsOf = (request: MapRequest): 2 | 3 =>
  'dimensions' in request ? request.dimensions : 'axes' in request && request.axes.length === 3 ? 3 : 2
