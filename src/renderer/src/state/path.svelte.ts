import { singly } from '../../../core/pictures/singly'
import { codesAlong, wayBetween } from '../../../core/path/codes'
import { placesAlong } from '../../../core/path/line'
import type { PathCount, PathRecord, PathWay } from '../../../core/records/path'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import type { Figure } from '../map/map-props'
import type { Editor } from './editor.svelte'
import { failureOf, type Failure } from './failures'
import type { Looked } from './probe.svelte'
import { planeOf, type Plane } from './terrain-plane'

/** Decoded at once, so that a hand that drags meanwhile is not kept waiting. */
const atOnce = 8

/** A line over the map and the pictures along it. */
export class Path {
  failure: Failure | undefined = $state.raw()
  /** As far as it is drawn. */
  drawing: readonly number[][] | undefined = $state.raw()
  /** Those that have come, in order. */
  pictures: readonly Images[] = $state.raw([])
  /** The picture that is looked at. */
  at: number | undefined = $state()
  #record: PathRecord | undefined = $state.raw()
  readonly #service: Service
  readonly #editor: Editor
  #plane: Plane | undefined
  /** Counted up with each path: pictures of an older one are dropped. */
  #era = 0

  /** The path over the map that is shown. */
  readonly record: PathRecord | undefined = $derived.by(() => {
    const latent = this.#editor.latent
    const record = this.#record
    const isHere = record?.modelId === latent?.modelId && record?.mapId === latent?.map.record.id
    return isHere ? record : undefined
  })
  /** Where each picture lies on the map. */
  readonly places: readonly (readonly number[])[] = $derived.by(() => this.#placesOf(this.record))
  readonly figures: readonly Figure[] = $derived.by(() => this.#draw())
  readonly looked: Looked | undefined = $derived.by(() => {
    const { at, record } = this
    return record && at !== undefined
      ? { picture: this.pictures[at], label: `Path: ${at + 1} of ${record.count}` }
      : undefined
  })
  /** How to go between two codes of the shown model. */
  readonly advice = $derived.by(() => this.#editor.latent && wayBetween(this.#editor.latent.config))

  constructor(service: Service, editor: Editor) {
    this.#service = service
    this.#editor = editor
  }

  /** A line as it is drawn, each place [dimensions] of the map; when it is whole, its pictures are made. */
  trace(line: number[][] | undefined, isWhole: boolean): void {
    this.drawing = isWhole ? undefined : line
    if (!isWhole || !line || line.length < 2) return
    const { latent, projection, anchor } = this.#editor
    if (!latent || !projection) return
    this.#plane = planeOf(projection, latent.mu, anchor)
    const { count = 16, way = 'map' } = this.#record ?? {}
    this.#follow(latent.modelId, { mapId: latent.map.record.id, line, count, way })
  }

  /** The same line by another way, or in other steps. */
  choose(wanted: { count?: PathCount; way?: PathWay }): void {
    const { record } = this
    if (record) this.#follow(record.modelId, { ...record, ...wanted })
  }

  close(): void {
    this.#era++
    this.#record = this.at = this.drawing = this.failure = undefined
    this.pictures = []
  }

  #follow(modelId: string, path: Omit<PathRecord, 'modelId' | 'codes'>): void {
    const plane = this.#plane
    if (!plane) return
    const codes = codesAlong(path, plane.codeAt)
    this.#record = { ...path, modelId, codes }
    this.at = undefined
    void this.#decode(this.#record, ++this.#era)
  }

  async #decode({ modelId, count, codes }: PathRecord, era: number): Promise<void> {
    const latentSize = codes.length / count
    this.pictures = []
    this.failure = undefined
    try {
      for (let start = 0; start < count; start += atOnce) {
        const z = codes.slice(start * latentSize, (start + atOnce) * latentSize)
        const images = await this.#service.call('latent.decode', { modelId, z, count: atOnce })
        if (era !== this.#era) return
        this.pictures = [...this.pictures, ...singly(images)]
      }
    } catch (error) {
      if (era === this.#era) this.failure = failureOf('make the pictures along the path', error)
    }
  }

  #placesOf(record: PathRecord | undefined): readonly (readonly number[])[] {
    const { projection } = this.#editor
    if (!record || !projection) return []
    if (record.way === 'map') return placesAlong(record.line, record.count)
    const latentSize = record.codes.length / record.count
    return Array.from({ length: record.count }, (_, i) => [
      ...projection.mapFromLatent(record.codes.subarray(i * latentSize, (i + 1) * latentSize)),
    ])
  }

  #draw(): Figure[] {
    if (this.drawing) return [{ role: 'path', through: this.drawing }]
    const { record, places, at } = this
    if (!record) return []
    const isUnder = record.way === 'map'
    const lines: Figure[] = isUnder ? [] : [{ role: 'trail', through: record.line }]
    lines.push({ role: 'path', through: isUnder ? record.line : places })
    const dots = places.map((place): Figure => ({ role: 'stop', through: [place, place] }))
    const here = at === undefined ? undefined : places[at]
    return [...lines, ...dots, ...(here ? [{ role: 'mark', through: [here, here] } as const] : [])]
  }
}
