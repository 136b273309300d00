import { SvelteMap } from 'svelte/reactivity'
import { codeOf, evaluateEdit } from '../../../core/editing/evaluate'
import { layoutTree, type TreePlace } from '../../../core/editing/tree-layout'
import { singly } from '../../../core/pictures/singly'
import type { Edit } from '../../../core/records/edit'
import type { EditingView, HistoryStep, HistoryView, Images, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, type Failure } from './failures'

/** What the history is of. */
interface Shown {
  readonly latent: LatentView | undefined
  readonly editing: EditingView
}

export type PlacedStep = HistoryStep & TreePlace

/** Pictures asked for at once, and kept at most. */
const [mostAtOnce, mostKept] = [24, 600]
const nothing: HistoryView = { current: 0, steps: [] }

/** Every state that the document's edits have been in, as a tree with pictures; looked at only while it is open. */
export class EditTree {
  isOpen = $state(false)
  failure: Failure | undefined = $state.raw()
  /** The step that is looked at for a moment. */
  looked: number | undefined = $state()
  /** The step that the edit is compared with. */
  compared: number | undefined = $state()
  readonly #service: Service
  readonly #shown: Shown
  #view: HistoryView = $state.raw(nothing)
  /** By model and step. */
  readonly #pictures = new SvelteMap<string, Images>()
  /** Not a state: it is written while a derived value asks. */
  readonly #asked: Record<string, boolean> = {}
  #waiting: number[] = []
  #isFetching = false

  readonly current = $derived(this.#view.current)
  readonly places: readonly PlacedStep[] = $derived.by(() => {
    const { steps, current } = this.#view
    return layoutTree(steps, current).map((place, i) => ({ ...steps[i]!, ...place }))
  })
  readonly lookedPicture = $derived.by(() => this.#pictureNow(this.looked))
  readonly comparedPicture = $derived.by(() => this.#pictureNow(this.compared))

  constructor(service: Service, shown: Shown) {
    this.#service = service
    this.#shown = shown
  }

  toggle(): void {
    if (this.isOpen) this.close()
    else this.isOpen = true
  }

  close(): void {
    this.isOpen = false
    this.looked = this.compared = undefined
  }

  /** Asks anew whenever the document's history moves on; to be called in an effect. */
  follow(): void {
    void [this.#shown.editing, this.#shown.latent?.modelId]
    if (this.isOpen) void this.#attempt('show the history', () => this.#service.call('history.list', {}))
  }

  /** What an image looked like after a step; undefined until it has come, and of a step that changed no image. */
  pictureOf(step: HistoryStep): Images | undefined {
    const modelId = this.#shown.latent?.modelId
    if (step.first === undefined || step.first.modelId !== modelId) return undefined
    const key = `${modelId}/${step.step}`
    if (!this.#asked[key]) this.#ask(key, step.step)
    return this.#pictures.get(key)
  }

  async name(step: number, name: string): Promise<void> {
    await this.#attempt('name the state', () => this.#service.call('history.name', { step, name }))
  }

  #pictureNow(step: number | undefined): Images | undefined {
    const found = step === undefined ? undefined : this.#view.steps.find((known) => known.step === step)
    return found && this.pictureOf(found)
  }

  #ask(key: string, step: number): void {
    this.#asked[key] = true
    this.#waiting.push(step)
    void Promise.resolve().then(() => this.#fetch())
  }

  async #fetch(): Promise<void> {
    if (this.#isFetching) return
    this.#isFetching = true
    try {
      // What was asked for last is in view; the rest may have been scrolled past.
      while (this.#waiting.length > 0) await this.#decode(this.#waiting.splice(-mostAtOnce))
    } catch (error) {
      this.failure = failureOf('show the history', error)
    } finally {
      this.#isFetching = false
    }
  }

  async #decode(steps: number[]): Promise<void> {
    const { latent } = this.#shown
    if (!latent) return
    const edits = await this.#service.call('history.edits', { steps })
    const codes = steps.flatMap((step, i) => {
      const z = edits[i] && codeAfter(edits[i], latent)
      return z ? [{ step, z }] : []
    })
    if (codes.length === 0) return
    const { modelId } = latent
    const z = Float32Array.from(codes.flatMap((code) => [...code.z]))
    const images = await this.#service.call('latent.decode', { modelId, z, count: codes.length })
    singly(images).forEach((picture, i) => this.#keep(`${modelId}/${codes[i]!.step}`, picture))
  }

  #keep(key: string, picture: Images): void {
    this.#pictures.set(key, picture)
    for (const oldest of [...this.#pictures.keys()].slice(0, Math.max(0, this.#pictures.size - mostKept))) {
      this.#pictures.delete(oldest)
      delete this.#asked[oldest]
    }
  }

  async #attempt(doing: string, work: () => Promise<HistoryView>): Promise<void> {
    this.failure = undefined
    try {
      this.#view = await work()
    } catch (error) {
      this.failure = failureOf(doing, error)
    }
  }
}

function codeAfter(edit: Edit, latent: LatentView): Float32Array | undefined {
  const own = edit.modelId === latent.modelId ? codeOf(latent, edit.image) : undefined
  return own && evaluateEdit(own, edit.operations, latent)
}
