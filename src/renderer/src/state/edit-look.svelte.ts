import { codeOf, evaluateEdit } from '../../../core/editing/evaluate'
import { amountOf, withAmount } from '../../../core/editing/operations'
import { withStrength } from '../../../core/editing/stack'
import type { ConceptRecord } from '../../../core/records/concept'
import type { Operation } from '../../../core/records/edit'
import { scatteredImages } from '../../../core/variations/faces'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import type { Editor } from './editor.svelte'
import { mentionOf } from './image-words'
import { IdlePictures } from './idle-pictures.svelte'
import type { Looked } from './probe.svelte'
import { isBeyond, stripAmounts, type Cell } from './strip-cell'

/** What the edit is flipped against. */
export type Against = 'original' | 'reconstruction'

/** Of the whole edit, as shares of it as it is. */
export const strengths = [0, 0.25, 0.5, 0.75, 1, 1.5, 2] as const
/** A key that is down for longer is held. */
const tapMs = 400
/** Other faces that the edit is tried on. */
const mostFaces = 12

interface Marked {
  readonly selection: { readonly indices: Iterable<number> }
}

/** Ways of looking at an edit: flipped in place, weaker and stronger, and on other faces. Nothing of it is kept. */
export class EditLook {
  /** Whether what the edit is compared with is seen in its place. */
  isFlipped = $state(false)
  against: Against = $state('original')
  /** What the strip of strengths is of: a concept's id, or empty for the whole edit. */
  conceptId = $state('')
  #seed = $state(1)
  #pointed: { at: number; of: 'strength' | 'faces' } | undefined = $state.raw()
  #flippedMs = 0
  readonly #editor: Editor
  readonly #marked: Marked
  readonly #strength: IdlePictures
  readonly #others: IdlePictures

  readonly #concept: ConceptRecord | undefined = $derived.by(() =>
    this.#editor.latent?.concepts.find(({ id }) => id === this.conceptId),
  )
  /** The strip of strengths, row by row of amounts. */
  readonly cells: readonly Cell[] = $derived.by(() => this.#cells())
  /** The images that the edit is tried on: those that are marked, else some from all over the data. */
  readonly faces: readonly number[] = $derived.by(() => this.#faces())

  constructor(service: Service, editor: Editor, marked: Marked) {
    this.#editor = editor
    this.#marked = marked
    this.#strength = new IdlePictures(service)
    this.#others = new IdlePictures(service)
  }

  get strengthPictures(): readonly (Images | undefined)[] {
    return this.#strength.pictures
  }

  /** The edit on each of the faces. */
  get facePictures(): readonly (Images | undefined)[] {
    return this.#others.pictures
  }

  get isOfMarked(): boolean {
    return this.#markedFaces().length > 1
  }

  get looked(): Looked | undefined {
    const pointed = this.#pointed
    if (!pointed) return undefined
    const isFace = pointed.of === 'faces'
    const picture = (isFace ? this.facePictures : this.strengthPictures)[pointed.at]
    if (!picture) return undefined
    const face = isFace ? this.faces[pointed.at] : undefined
    const label = face === undefined ? undefined : `On ${mentionOf(face, this.#editor.latent?.guests)}`
    return { picture, label: label ?? this.wordsOf(pointed.at) }
  }

  /** What the amount at a place of the strip is called. */
  wordsOf(at: number): string {
    const amount = this.cells[at]?.amount ?? 0
    return this.#concept ? `${this.#concept.name} ${amount}` : `${Math.round(100 * amount)} % of the edit`
  }

  point(of: 'strength' | 'faces', at: number | undefined): void {
    this.#pointed = at === undefined ? undefined : { of, at }
  }

  flip(nowMs = performance.now()): void {
    this.#flippedMs = nowMs
    this.isFlipped = !this.isFlipped
  }

  /** The key was let go: what was held rather than tapped springs back. */
  letGo(nowMs = performance.now()): void {
    if (this.isFlipped && nowMs - this.#flippedMs > tapMs) this.isFlipped = false
  }

  chooseOthers(): void {
    this.#seed++
  }

  /** Decodes the strips while they are seen; to be called in an effect. */
  follow(): void {
    const { latent, isHeld, operations } = this.#editor
    for (const idle of [this.#strength, this.#others]) idle.pause(isHeld)
    if (!latent) return
    this.#strength.want(
      latent.modelId,
      this.cells.map(({ z }) => z),
    )
    this.#others.want(
      latent.modelId,
      this.faces.map((image) => evaluateEdit(codeOf(latent, image)!, operations, latent)),
    )
  }

  /** Gives the edit an amount of the strip, as one step. None of the whole switches its rows off, and forgets none. */
  take(amount: number): Promise<void> {
    const isNone = !this.#concept && amount === 0
    const off = this.#editor.operations.map((operation): Operation => ({ ...operation, off: true }))
    this.#editor.sketch(isNone ? off : this.#at(amount))
    return this.#editor.release()
  }

  #at(amount: number): readonly Operation[] {
    const { operations, parts, pins } = this.#editor
    if (this.#concept) return pins.on(withAmount(operations, this.#concept.id, amount))
    return withStrength(operations, amount, (name) => parts.condition(name).rest)
  }

  #cells(): Cell[] {
    const { latent, code, operations } = this.#editor
    if (!latent || !code) return []
    const [concept, amounts] = [this.#concept, this.#concept ? stripAmounts : strengths]
    const now = concept ? amountOf(operations, concept.id) : 1
    const safe = concept ? this.#editor.safeAmounts(concept) : ([-Infinity, Infinity] as const)
    return amounts.map((amount) => ({
      amount,
      z: evaluateEdit(code, this.#at(amount), latent),
      isBeyond: isBeyond(safe, amount),
      isNow: Math.abs(amount - now) < 0.05,
    }))
  }

  #markedFaces(): number[] {
    return [...this.#marked.selection.indices].filter((image) => image !== this.#editor.selected)
  }

  #faces(): number[] {
    const { latent, selected } = this.#editor
    if (!latent) return []
    const marked = this.#markedFaces()
    if (marked.length > 1) return marked.filter((image) => image < latent.count).slice(0, mostFaces)
    return scatteredImages(latent, mostFaces, this.#seed, selected)
  }
}
