import { measureOf, unitOf, valueOf } from './colour-choices'
import { colouringOf, colouringOfMeasure } from './colouring'
import type { Connected, Session } from './session.svelte'

/** What colours the map: an attribute of the images, or what is measured of their codes. */
export class MapColours {
  readonly #session: Session
  readonly #open: () => Connected

  /** Smiles until something else is chosen: it is what most people turn up first. */
  readonly #wanted = $derived.by(() => this.#session.shell.colourBy ?? 'smile')
  readonly #attribute = $derived.by(() =>
    this.#open().workspace.attributes.find(({ name }) => name === this.#wanted),
  )
  readonly measure = $derived(measureOf(this.#wanted))
  readonly colouring = $derived.by(() => {
    if (!this.measure) return this.#attribute && colouringOf(this.#attribute)
    const { measured } = this.#open().measures
    return measured?.name === this.measure ? colouringOfMeasure(measured, unitOf(this.measure)) : undefined
  })

  constructor(session: Session, open: () => Connected) {
    this.#session = session
    this.#open = open
  }

  /** What the classes are called where nothing else tells what they are of. */
  readonly classNames: readonly (string | undefined)[] = $derived.by(() => {
    const { legend } = this.colouring ?? {}
    if (legend?.kind !== 'classes') return []
    if (this.#attribute) return [this.#attribute.name, `no ${this.#attribute.name}`]
    return legend.entries.map(({ label }) => (this.measure === 'cluster' ? `Cluster ${label}` : label))
  })

  /** As it is named among the choices; empty for nothing. */
  get by(): string {
    return this.measure ? valueOf(this.measure) : (this.#attribute?.name ?? '')
  }

  set by(name: string) {
    this.#session.shell.colourBy = name
  }
}
