import { completed, completionsOf } from '../../../core/query/completion'
import { hint, parseQuery, type Parsed } from '../../../core/query/parse'
import { matchesOf } from '../../../core/query/query'
import type { Attribute } from '../../../core/records/attribute'
import type { LatentView } from '../../../protocol/api'
import type { Selection } from './selection.svelte'
import { setOf } from './sets'

/** What is looked through. */
interface Searched {
  readonly attributes: readonly Attribute[]
  readonly latent: LatentView | undefined
  readonly selection: Selection
}

const noImages = new Uint32Array()

/** Images that are looked for by what is known of them: marked while one types, and kept by Enter. */
export class Finding {
  readonly #searched: Searched
  text = $state('')
  readonly #parsed: Parsed | undefined = $derived.by(() =>
    this.text.trim() === '' ? undefined : parseQuery(this.text, this.#searched.attributes),
  )
  /** All that match, ascending; undefined as long as nothing can be asked. */
  readonly #matches: Uint32Array | undefined = $derived.by(() => {
    const { attributes, latent } = this.#searched
    return this.#parsed?.query && matchesOf(this.#parsed.query, attributes, latent?.count ?? 0)
  })
  /** Those that are shown. */
  readonly found: Uint32Array | undefined = $derived.by(() => {
    const { hidden } = this.#searched.selection
    return hidden ? this.#matches?.filter((index) => !hidden[index]) : this.#matches
  })
  readonly completions: readonly string[] = $derived.by(() =>
    completionsOf(
      this.text,
      this.#searched.attributes.map(({ name }) => name),
    ).slice(0, 6),
  )

  constructor(searched: Searched) {
    this.#searched = searched
  }

  /** How many are found, or what can be asked, in a sentence. */
  get answer(): string {
    const { found } = this
    const [next] = this.completions
    if (!found && next !== undefined && /\S$/.test(this.text)) return `Press Tab for “${next}”.`
    if (!found) return this.#parsed?.fault ?? hint(this.#searched.attributes)
    const hidden = (this.#matches?.length ?? 0) - found.length
    return `${found.length.toLocaleString('en')} found${hidden > 0 ? `, ${hidden.toLocaleString('en')} more hidden` : ''}`
  }

  get isUnderstood(): boolean {
    return this.found !== undefined
  }

  type(text: string): void {
    this.text = text
    this.#searched.selection.preview(this.found)
  }

  complete(name: string): void {
    this.type(completed(this.text, name))
  }

  /** Returns whether there was something to keep. */
  keep(): boolean {
    if (!this.found) return false
    this.#searched.selection.replace(this.found)
    return true
  }

  showOnly(): boolean {
    const found = this.found ?? noImages
    if (found.length === 0) return false
    this.#searched.selection.preview(undefined)
    this.#searched.selection.showOnly(setOf(found))
    return true
  }

  giveUp(): void {
    this.#searched.selection.preview(undefined)
  }
}
