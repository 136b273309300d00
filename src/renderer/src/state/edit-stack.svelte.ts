import { evaluateEdit } from '../../../core/editing/evaluate'
import { withCondition } from '../../../core/editing/operations'
import { placeOfCondition } from '../../../core/editing/parts'
import { movedTo, replacedAt, switchedAt, withoutAt } from '../../../core/editing/stack'
import type { Operation } from '../../../core/records/edit'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { Decoder } from './decoder.svelte'
import type { Editor } from './editor.svelte'
import { IdlePictures } from './idle-pictures.svelte'
import type { Looked } from './probe.svelte'

/** The edit of the selected image as rows, one on top of the other. Each change is one step of the history. */
export class EditStack {
  readonly #editor: Editor
  readonly #idle: IdlePictures
  readonly #decoder: Decoder
  /** The strip of one dimension. */
  readonly ofDimension: IdlePictures
  /** What is shown instead of the edit, and the words for it. */
  #looking: string | undefined = $state()

  readonly operations: readonly Operation[] = $derived.by(() => this.#editor.operations)

  constructor(service: Service, editor: Editor) {
    this.#editor = editor
    this.#idle = new IdlePictures(service)
    this.ofDimension = new IdlePictures(service)
    this.#decoder = new Decoder(service)
  }

  /** What the picture is after each row. */
  get pictures(): readonly (Images | undefined)[] {
    return this.#idle.pictures
  }

  get looked(): Looked | undefined {
    const { edited } = this.#editor
    return this.#looking === undefined
      ? undefined
      : { picture: this.#decoder.image ?? edited, label: this.#looking }
  }

  /** Decodes the rows while they are seen; to be called in an effect. */
  follow(): void {
    const { latent, code, isHeld } = this.#editor
    this.#idle.pause(isHeld)
    if (!latent || !code) return
    let z = code
    const codes = this.operations.map((operation) => (z = evaluateEdit(z, [operation], latent)))
    this.#idle.want(latent.modelId, codes)
  }

  /** Shows the edit without a row, or with it where it is off. */
  look(at: number, title: string): void {
    const { latent, code } = this.#editor
    const operation = this.operations[at]
    if (!latent || !code || !operation) return
    this.#decoder.clear()
    this.#decoder.show(latent.modelId, evaluateEdit(code, switchedAt(this.operations, at), latent))
    this.#looking = `${operation.off ? 'With' : 'Without'} ${title}`
  }

  stopLooking(): void {
    this.#looking = undefined
  }

  /** Shows another value of a row while its slider is held. */
  change(at: number, next: Operation): void {
    this.stopLooking()
    this.#editor.sketch(replacedAt(this.operations, at, next))
  }

  switch(at: number): Promise<void> {
    return this.#set(switchedAt(this.operations, at))
  }

  remove(at: number): Promise<void> {
    return this.#set(withoutAt(this.operations, at))
  }

  move(from: number, to: number): Promise<void> {
    return this.#set(movedTo(this.operations, from, to))
  }

  /** What the model would be told of a condition without its rows. */
  restOf(condition: string): number {
    const { latent, code } = this.#editor
    const place = latent && placeOfCondition(latent.config, condition)
    if (!latent || !code || place === undefined) return 0
    const untold = evaluateEdit(code, withCondition(this.operations, condition, undefined), latent)
    return Math.min(1, Math.max(-1, untold[place] ?? 0))
  }

  #set(operations: readonly Operation[]): Promise<void> {
    this.stopLooking()
    this.#editor.sketch(operations)
    return this.#editor.release()
  }
}
