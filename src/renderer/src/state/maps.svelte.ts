import type { MapMaking, MapRequest, ModelMaps } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled, type Failure } from './failures'
import type { Workspace } from './workspace.svelte'

/** What the window's map can show. Where 3 is among them it is offered for a new map, and maps in 3D are listed. */
export const shownDimensions: readonly (2 | 3)[] = [2]

/** A map that takes shape, with what it was asked as. */
type Making = Omit<MapMaking, 'positionsInMap'>

/** The maps of the open model: chosen, made and taken away. */
export class Maps {
  failure: Failure | undefined = $state.raw()
  #making: Making | undefined = $state.raw()
  #layout: Float32Array | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  #giveUp = new AbortController()

  /** Those that the window can show. */
  readonly all = $derived.by(() =>
    (this.#workspace.latent?.maps ?? []).filter(({ dimensions }) => shownDimensions.includes(dimensions)),
  )
  readonly #isHere = $derived.by(
    () => this.#making !== undefined && this.#making.modelId === this.#workspace.latent?.modelId,
  )
  /** Positions that move while the open model's map is made, row-major [count, 2]. */
  readonly layout = $derived.by(() => (this.#isHere ? this.#layout : undefined))

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
    this.#making = { modelId, dimensions: 2, label: 'Getting ready', done: 0, total: 1 }
    await this.#attempt('make the map', async () => {
      const { record } = await this.#service.call('map.compute', request, { signal })
      if (shownDimensions.includes(record.dimensions)) await this.#choose(modelId, record.id)
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
    if (positionsInMap && making.dimensions === 2) this.#layout = positionsInMap
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
