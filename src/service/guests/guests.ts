import { mixedCode } from '../../core/guests/codes'
import { codeOf, evaluateEdit, type Codes, type EditSpace } from '../../core/editing/evaluate'
import type { EditHistory } from '../../core/editing/history'
import { isOfModel, type GuestRecord, type GuestSource, type MixParent } from '../../core/records/guest'
import type { Encoder } from '../../engine'
import type { GuestView } from '../../protocol/api'
import type { Document } from '../../document'
import type { Coders } from '../coders'
import type { Hub } from '../hub'
import { datasetOf, modelOf } from '../records'
import { drawnCode } from './drawn'

/** What they are found in. The workspace itself holds the guests, and is not imported here. */
interface Surroundings {
  readonly document: Document
  readonly coders: Coders
  readonly hub: Hub
  readonly history: Pick<EditHistory, 'guests'>
  readonly currentModelId: string | undefined
}

/** Pictures beside the data: what the history says there is, with their codes and pixels. */
export class Guests {
  readonly #workspace: Surroundings
  /** By encoder: with other weights there is another one. */
  readonly #known = new WeakMap<Encoder, Map<GuestSource, Float32Array>>()

  constructor(workspace: Surroundings) {
    this.#workspace = workspace
  }

  /** Those that a model can show, by their numbers. */
  of(modelId: string): GuestRecord[] {
    const { datasetId } = modelOf(this.#workspace.document, modelId)
    return this.#ofData(datasetId).filter((guest) => isOfModel(guest, modelId))
  }

  /** One whose code cannot be found is left out: the picture is damaged, or one that it is mixed of is gone. */
  async codesOf(modelId: string): Promise<GuestView[]> {
    const wanted = this.of(modelId)
    if (wanted.length === 0) return []
    const encoder = await this.#workspace.coders.encoder(modelId).catch(() => undefined)
    if (!encoder) return []
    const known = this.#known.get(encoder) ?? new Map<GuestSource, Float32Array>()
    this.#known.set(encoder, known)
    const codes = await this.#workspace.document.readEncoding(modelId)
    const views: GuestView[] = []
    for (const { image, name, datasetId, source } of wanted) {
      const found = known.get(source) ?? this.#codeOf({ datasetId, image, source }, encoder, codes, views)
      const code = await Promise.resolve(found).catch(() => undefined)
      if (code) views.push({ image, name, ...madeOf(source), code })
      if (code && source.kind !== 'mix') known.set(source, code)
    }
    return views
  }

  /** RGB, as large as the data. @throws RangeError when there is no such guest */
  async pixelsOf(datasetId: string, image: number): Promise<Uint8Array> {
    const guest = this.#ofData(datasetId).find((one) => one.image === image)
    if (!guest) throw new RangeError(`there is no image ${image}`)
    const { document, coders } = this.#workspace
    if (guest.source.kind === 'photo') return document.readGuest(datasetId, image)
    const { modelId } = guest.source
    const view = (await this.codesOf(modelId)).find((one) => one.image === image)
    if (!view) throw new RangeError(`there is no image ${image}`)
    return (await coders.decoder(modelId)).decode(view.code, 1)
  }

  /** Tells every window of the guests of the model that is shown. */
  async tell(): Promise<void> {
    const modelId = this.#workspace.currentModelId
    if (modelId === undefined) return
    const guests = await this.codesOf(modelId).catch(() => [])
    this.#workspace.hub.emit('guest.changed', { modelId, guests })
  }

  /** One that is mixed of it. */
  childOf({ datasetId, image }: GuestRecord): GuestRecord | undefined {
    const isOfIt = ({ source }: GuestRecord): boolean =>
      source.kind === 'mix' && source.parents.some((parent) => parent.image === image)
    return this.#ofData(datasetId).find(isOfIt)
  }

  /** A journal may say anything: what is among the data is none. */
  #ofData(datasetId: string): GuestRecord[] {
    const { count } = datasetOf(this.#workspace.document, datasetId)
    const own = [...this.#workspace.history.guests.values()].filter(
      (guest) => guest.datasetId === datasetId && guest.image >= count,
    )
    return own.sort((a, b) => a.image - b.image)
  }

  async #codeOf(
    { datasetId, image, source }: Pick<GuestRecord, 'datasetId' | 'image' | 'source'>,
    encoder: Encoder,
    codes: Codes,
    before: readonly GuestView[],
  ): Promise<Float32Array | undefined> {
    const { document } = this.#workspace
    if (source.kind === 'photo')
      return (await encoder.encode(await document.readGuest(datasetId, image), 1)).mu
    const { config } = modelOf(document, source.modelId)
    if (source.kind === 'sample') return drawnCode(document, source, codes)
    const concepts = await document.readConcepts(source.modelId)
    const space = { ...codes, guests: before, config, concepts }
    const parents = source.parents.map((parent) => codeOfParent(parent, space))
    const isWhole = (all: typeof parents): all is Float32Array[] => all.every((code) => code !== undefined)
    const weights = source.parents.map(({ weight }) => weight)
    return isWhole(parents) ? mixedCode(parents, weights, config) : undefined
  }
}

function madeOf(source: GuestSource): Pick<GuestView, 'kind' | 'parents'> {
  const { kind } = source
  return kind === 'mix' ? { kind, parents: source.parents.map(({ image }) => image) } : { kind }
}

function codeOfParent({ image, operations }: MixParent, space: EditSpace): Float32Array | undefined {
  const code = codeOf(space, image)
  return code && evaluateEdit(code, operations, space)
}
