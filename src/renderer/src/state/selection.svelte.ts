import { maskOf, packIndices, packMask, type PackedIndices } from '../../../core/records/indices'
import type { Marks } from '../../../core/records/edit'
import type { EditingView, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { noneOf, setOf, setOfMask, toggled, withAll } from './sets'
import { failureOf, type Failure } from './failures'

/** The document that is worked on. */
interface Shown {
  readonly latent: LatentView | undefined
  readonly editing: EditingView
  readonly document: { readonly readOnlyBecause?: string } | undefined
  failure: Failure | undefined
  act(step: () => Promise<EditingView>): Promise<void>
}

/**
 * The images one works on together, whoever shows them, and those that are hidden. Shown at once, then kept as a step of
 * the document's history.
 */
export class Selection {
  readonly #service: Service
  readonly #shown: Shown
  /** What is not kept yet; of the data set that it names. */
  #draft: Marks | undefined = $state.raw()
  /** What a search would mark, while it is being typed. */
  #preview: ReadonlySet<number> | undefined = $state.raw()
  /** What would be hidden, while the hand still decides. */
  #hiding: Uint8Array | undefined = $state.raw()
  /** As they were told last: in the order in which they were marked, which what is kept does not know. */
  #last: { packed: PackedIndices; set: ReadonlySet<number> } | undefined

  readonly #datasetId = $derived.by(() => this.#shown.latent?.datasetId)
  readonly #count = $derived.by(() => this.#shown.latent?.count ?? 0)
  readonly #marks: Marks | undefined = $derived.by(() => {
    const isShown = ({ datasetId }: Marks): boolean => datasetId === this.#datasetId
    return this.#draft && isShown(this.#draft) ? this.#draft : this.#shown.editing.marks.find(isShown)
  })
  readonly #marked: PackedIndices = $derived.by(() => this.#marks?.marked ?? '')
  readonly #hidden: PackedIndices = $derived.by(() => this.#marks?.hidden ?? '')
  readonly #kept = $derived.by(() => this.#setOf(this.#marked, this.#count))
  readonly #keptHidden: Uint8Array | undefined = $derived.by(() =>
    this.#hidden === '' ? undefined : maskOf(this.#hidden, this.#count),
  )
  /** Which images are hidden: 1 for each, [count]; undefined when none is. */
  readonly hidden: Uint8Array | undefined = $derived.by(() => this.#hiding ?? this.#keptHidden)
  readonly hiddenCount: number = $derived.by(() => sum(this.hidden))

  constructor(service: Service, shown: Shown) {
    this.#service = service
    this.#shown = shown
  }

  get indices(): ReadonlySet<number> {
    return this.#preview ?? this.#kept
  }

  get count(): number {
    return this.indices.size
  }

  replace(indices: Iterable<number>): void {
    this.#mark(setOf(indices))
  }

  add(indices: Iterable<number>): void {
    this.#mark(withAll(this.indices, indices))
  }

  /** Takes those that were not taken, and leaves those that were. */
  toggle(indices: Iterable<number>): void {
    this.#mark(toggled(this.indices, indices))
  }

  clear(): void {
    if (this.count > 0) this.#mark(noneOf)
  }

  /** Shows what would be marked, until `keep` or another mark; undefined for what is. */
  preview(indices: Iterable<number> | undefined): void {
    this.#preview = indices && setOf(indices)
  }

  /** Another document is shown. */
  forget(): void {
    this.#draft = undefined
    this.#preview = undefined
    this.#hiding = undefined
  }

  /** All that are not hidden. */
  markAll(): void {
    this.#mark(this.#seen(() => true))
  }

  invert(): void {
    const { indices } = this
    this.#mark(this.#seen((index) => !indices.has(index)))
  }

  /** What is hidden is no longer marked, so that nothing is done to what one does not see. */
  hideMarked(): void {
    if (this.count > 0) this.#hide((index) => this.indices.has(index), noneOf)
  }

  showOnlyMarked(): void {
    if (this.count > 0) this.#hide((index) => !this.indices.has(index), this.indices)
  }

  /** Hides all but these; what was marked among them stays so. */
  showOnly(indices: ReadonlySet<number>): void {
    this.#hide((index) => !indices.has(index), setOf([...this.#kept].filter((index) => indices.has(index))))
  }

  /** Hides exactly these, 1 for each, [count]; what is hidden is no longer marked. */
  hideExactly(hidden: Uint8Array): void {
    const marked = setOf([...this.#kept].filter((index) => !hidden[index]))
    void this.#keep({ marked: this.#pack(marked), hidden: packMask(hidden) })
  }

  /** Shows what would be hidden, until it is kept; undefined for what is. */
  previewHidden(hidden: Uint8Array | undefined): void {
    this.#hiding = hidden
  }

  showAll(): void {
    if (this.hidden) void this.#keep({ marked: this.#marked, hidden: '' })
  }

  #mark(indices: ReadonlySet<number>): void {
    void this.#keep({ marked: this.#pack(indices), hidden: this.#hidden })
  }

  #hide(isHidden: (index: number) => boolean, marked: ReadonlySet<number>): void {
    const before = this.hidden
    const mask = new Uint8Array(this.#count)
    for (let i = 0; i < mask.length; i++) if (before?.[i] || isHidden(i)) mask[i] = 1
    void this.#keep({ marked: this.#pack(marked), hidden: packMask(mask) })
  }

  #seen(isWanted: (index: number) => boolean): ReadonlySet<number> {
    const { hidden } = this
    const mask = new Uint8Array(this.#count)
    for (let i = 0; i < mask.length; i++) if (!hidden?.[i] && isWanted(i)) mask[i] = 1
    return setOfMask(mask)
  }

  #pack(set: ReadonlySet<number>): PackedIndices {
    const packed = packIndices(set, this.#count)
    this.#last = { packed, set }
    return packed
  }

  #setOf(packed: PackedIndices, count: number): ReadonlySet<number> {
    if (packed === '') return noneOf
    if (this.#last?.packed !== packed) this.#last = { packed, set: setOfMask(maskOf(packed, count)) }
    return this.#last.set
  }

  async #keep({ marked, hidden }: Pick<Marks, 'marked' | 'hidden'>): Promise<void> {
    this.#preview = undefined
    this.#hiding = undefined
    const datasetId = this.#datasetId
    if (datasetId === undefined || (marked === this.#marked && hidden === this.#hidden)) return
    const draft = { datasetId, marked, hidden }
    this.#draft = draft
    // Of a document that is only looked at, it lasts as long as it is open.
    if (this.#shown.document?.readOnlyBecause) return
    try {
      await this.#shown.act(() => this.#service.call('edit.mark', draft))
    } catch (error) {
      this.#shown.failure = failureOf('keep the selection', error)
    }
    // A newer one belongs to a hand that has moved on already.
    if (this.#draft === draft) this.#draft = undefined
  }
}

function sum(mask: Uint8Array | undefined): number {
  let total = 0
  for (const value of mask ?? []) total += value
  return total
}
