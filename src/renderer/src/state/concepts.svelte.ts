import type { ConceptRecord, ConceptSource } from '../../../core/records/concept'
import type { ConceptChange, ConceptEffects, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { ConceptMaking } from './concept-making.svelte'
import { failureOf, type Failure } from './failures'

interface Shown {
  readonly latent: LatentView | undefined
}

/** The concepts of the open model: what there is, what is being tried, and what is done to them. */
export class Concepts {
  failure: Failure | undefined = $state.raw()
  /** Made, shown and not kept yet. */
  draft: ConceptRecord | undefined = $state.raw()
  /** Why what was asked for makes no concept. */
  fault: string | undefined = $state()
  isMaking = $state(false)
  readonly making = new ConceptMaking()
  readonly #service: Service
  readonly #shown: Shown
  #asked = 0

  readonly all: readonly ConceptRecord[] = $derived.by(() => this.#shown.latent?.concepts ?? [])
  readonly shown: readonly ConceptRecord[] = $derived(this.all.filter(({ isDeleted }) => !isDeleted))
  readonly deleted: readonly ConceptRecord[] = $derived(this.all.filter(({ isDeleted }) => isDeleted))

  constructor(service: Service, shown: Shown) {
    this.#service = service
    this.#shown = shown
  }

  /** Makes what would be kept; the answer to an older question is dropped. */
  async try(source: ConceptSource | undefined): Promise<void> {
    const question = ++this.#asked
    this.fault = undefined
    if (!source) {
      this.draft = undefined
      return
    }
    this.isMaking = true
    const { draft, fault } = await this.#draftOf(source)
    if (question !== this.#asked) return
    this.isMaking = false
    this.draft = draft
    this.fault = fault
  }

  async #draftOf(source: ConceptSource): Promise<{ draft?: ConceptRecord; fault?: string }> {
    try {
      return { draft: await this.#service.call('concept.draft', { modelId: this.#modelId, source }) }
    } catch (error) {
      return { fault: error instanceof Error ? error.message : String(error) }
    }
  }

  /** Nothing is tried any more. */
  drop(): void {
    void this.try(undefined)
    this.isMaking = false
  }

  async keep(name: string): Promise<ConceptRecord | undefined> {
    const source = this.draft && $state.snapshot(this.draft.source)
    if (!source) return undefined
    const made = await this.#do('keep the concept', () =>
      this.#service.call('concept.make', { modelId: this.#modelId, source, name }),
    )
    if (made) this.drop()
    return made
  }

  merge(parts: { conceptId: string; weight: number }[]): Promise<void> {
    return this.try({ kind: 'sum', parts })
  }

  change(conceptId: string, change: Omit<ConceptChange, 'modelId' | 'conceptId'>): Promise<unknown> {
    return this.#do('change the concept', () =>
      this.#service.call('concept.change', { modelId: this.#modelId, conceptId, ...change }),
    )
  }

  duplicate(conceptId: string): Promise<ConceptRecord | undefined> {
    return this.#do('duplicate the concept', () =>
      this.#service.call('concept.duplicate', { modelId: this.#modelId, conceptId }),
    )
  }

  /** One place up (-1) or down (1). */
  async move(conceptId: string, by: -1 | 1): Promise<void> {
    const ids = this.shown.map(({ id }) => id)
    const [from, to] = [ids.indexOf(conceptId), ids.indexOf(conceptId) + by]
    if (from < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    await this.#do('put the concepts in order', () =>
      this.#service.call('concept.arrange', { modelId: this.#modelId, conceptIds: ids }),
    )
  }

  /** What one unit moves, alone and while others are kept. Undefined where it cannot be told. */
  async effects(conceptId: string, keep: readonly string[]): Promise<ConceptEffects | undefined> {
    const request = { modelId: this.#modelId, conceptId, keep: [...keep] }
    return this.#service.call('concept.effects', request).catch(() => undefined)
  }

  get #modelId(): string {
    return this.#shown.latent?.modelId ?? ''
  }

  async #do<T>(doing: string, work: () => Promise<T>): Promise<T | undefined> {
    this.failure = undefined
    try {
      return await work()
    } catch (error) {
      this.failure = failureOf(doing, error)
      return undefined
    }
  }
}
