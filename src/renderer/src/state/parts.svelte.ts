import { evaluateEdit } from '../../../core/editing/evaluate'
import { mixOf, truncationOf, withCondition, withMix, withTruncation } from '../../../core/editing/operations'
import { hasTruncation, partsOf, placeOfCondition, type Part } from '../../../core/editing/parts'
import type { Operation, OperationOf, PartName } from '../../../core/records/edit'
import { conditionsOf } from '../../../core/records/training'
import type { Images, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { SmallPictures } from './small-pictures.svelte'

/** The edit whose parts these are. */
interface Editing {
  readonly latent: LatentView | undefined
  readonly selected: number | undefined
  readonly original: Images | undefined
  /** The selected image's own code. */
  readonly code: Float32Array | undefined
  /** As they are now, a draft included. */
  readonly operations: readonly Operation[]
  /** The edited code. */
  readonly z: Float32Array | undefined
  sketch(operations: readonly Operation[]): void
  release(): Promise<void>
  cancel(): void
}

/** What of an edit exists only for some models: parts that come from other images, conditions, truncation. */
export class Parts {
  readonly #edit: Editing
  readonly #pictures: SmallPictures
  /** The part for which another image is being looked for on the map. */
  #wanting: PartName | undefined = $state.raw()

  readonly all: readonly Part[] = $derived.by(() =>
    this.#edit.latent ? partsOf(this.#edit.latent.config) : [],
  )
  readonly conditions: readonly string[] = $derived.by(() =>
    this.#edit.latent ? conditionsOf(this.#edit.latent.config) : [],
  )
  readonly hasTruncation: boolean = $derived.by(
    () => this.#edit.latent !== undefined && hasTruncation(this.#edit.latent.config),
  )
  readonly wanted: Part | undefined = $derived.by(() => this.all.find(({ name }) => name === this.#wanting))

  constructor(service: Service, edit: Editing) {
    this.#pictures = new SmallPictures(service)
    this.#edit = edit
  }

  sourceOf(name: PartName): OperationOf<'mix'> | undefined {
    return mixOf(this.#edit.operations, name)
  }

  /** The image that a part comes from, as it is in the data. */
  pictureOf(name: PartName): Images | undefined {
    const [source, latent] = [this.sourceOf(name), this.#edit.latent]
    if (!source || !latent || source.other >= latent.count) return this.#edit.original
    return this.#pictures.of(latent.datasetId, source.other)
  }

  /** Begins to look for the image that a part is to come from; once more, and it ends. */
  lookFor(name: PartName): void {
    const isEnough = this.#wanting === name
    this.stopLooking()
    if (!isEnough) this.#wanting = name
  }

  stopLooking(): void {
    if (!this.#wanting) return
    this.#wanting = undefined
    this.#edit.cancel()
  }

  /** Shows what a part of another image would make of it; undefined for what was before. */
  consider(other: number | undefined): void {
    const name = this.wanted?.name
    if (name === undefined) return
    if (other === undefined) this.#edit.cancel()
    else this.#take(name, other)
  }

  /** Takes the part that is looked for from this image. */
  choose(other: number): Promise<void> {
    const name = this.wanted?.name
    if (name === undefined) return Promise.resolve()
    this.#take(name, other)
    this.#wanting = undefined
    return this.#edit.release()
  }

  /** Takes a part from an image drawn at random. */
  roll(name: PartName): Promise<void> {
    const { latent, selected } = this.#edit
    if (!latent || selected === undefined || latent.count < 2) return Promise.resolve()
    const drawn = Math.floor(Math.random() * (latent.count - 1))
    this.#wanting = undefined
    this.#take(name, drawn < selected ? drawn : drawn + 1)
    return this.#edit.release()
  }

  #take(name: PartName, other: number): void {
    // An amount that was set by hand holds for the next image too; of none, nothing would be seen.
    const amount = this.sourceOf(name)?.amount || 1
    this.#edit.sketch(withMix(this.#edit.operations, name, { other, amount }))
  }

  /** Sets how far a part goes to where it comes from, while the slider is held. */
  slide(name: PartName, amount: number): void {
    const source = this.sourceOf(name)
    if (source) this.#edit.sketch(withMix(this.#edit.operations, name, { other: source.other, amount }))
  }

  reset(name: PartName): Promise<void> {
    this.#edit.sketch(withMix(this.#edit.operations, name, undefined))
    return this.#edit.release()
  }

  /** What the decoder is told now, and what it would be told if it were not set; -1 to 1 as far as sliders go. */
  condition(name: string): { value: number; rest: number } {
    const { latent, code, operations, z } = this.#edit
    const place = latent && placeOfCondition(latent.config, name)
    if (!latent || !code || place === undefined) return { value: 0, rest: 0 }
    const untold = evaluateEdit(code, withCondition(operations, name, undefined), latent)
    return { value: limited(z?.[place]), rest: limited(untold[place]) }
  }

  /** Sets a condition while its slider is held; where it rests, the image's own is left. */
  tell(name: string, value: number): void {
    const isRest = value === this.condition(name).rest
    this.#edit.sketch(withCondition(this.#edit.operations, name, isRest ? undefined : value))
  }

  get truncation(): number {
    return truncationOf(this.#edit.operations)
  }

  truncate(factor: number): void {
    this.#edit.sketch(withTruncation(this.#edit.operations, factor))
  }
}

const limited = (value = 0): number => Math.min(1, Math.max(-1, value))
