import type { TimelineRecord } from '../../../core/records/timeline'
import { emptyTimeline } from '../../../core/timeline/arrange'
import type { EditingView, LatentView } from '../../../protocol/api'

interface Documented {
  readonly editing: EditingView
}
interface Shown {
  readonly latent: LatentView | undefined
}

/** Which of a model's timelines is worked on. The document keeps those with keyframes; one without is only here. */
export class TimelineChoice {
  readonly #workspace: Documented
  readonly #shown: Shown
  #openId: string | undefined = $state()
  /** What was set of a timeline that has no keyframes. */
  #empty: TimelineRecord | undefined = $state.raw()
  /** By id, as they were when last looked at. */
  #before: Readonly<Record<string, string>> = {}

  readonly #ours = $derived.by(() => {
    const modelId = this.#shown.latent?.modelId
    return this.#workspace.editing.timelines.filter((one) => one.modelId === modelId)
  })
  /** In the order in which they were begun. */
  readonly all: readonly TimelineRecord[] = $derived.by(() => {
    const { kept } = this
    return !kept || this.#ours.includes(kept) ? this.#ours : [...this.#ours, kept]
  })
  /** The one that is worked on, as the document keeps it. */
  readonly kept: TimelineRecord | undefined = $derived.by(() => {
    const modelId = this.#shown.latent?.modelId
    const empty = this.#empty?.modelId === modelId ? this.#empty : undefined
    const wanted = [...this.#ours, ...(empty ? [empty] : [])].find(({ id }) => id === this.#openId)
    if (wanted) return wanted
    const last = this.#ours.at(-1) ?? empty
    return last ?? (modelId === undefined ? undefined : emptyTimeline(firstId(modelId), modelId))
  })

  constructor(workspace: Documented, shown: Shown) {
    this.#workspace = workspace
    this.#shown = shown
  }

  isKept(id: string): boolean {
    return this.#workspace.editing.timelines.some((one) => one.id === id)
  }

  open(id: string): void {
    this.#openId = id
  }

  /** What is set of a timeline without keyframes counts until it has some. */
  settle(timeline: TimelineRecord): void {
    this.#openId = timeline.id
    if (timeline.keyframes.length === 0) this.#empty = timeline
  }

  /** Opens an empty one. */
  begin(): void {
    const fresh = this.fresh()
    if (fresh) this.settle(fresh)
  }

  /** A timeline of the shown model to begin with. */
  fresh(): TimelineRecord | undefined {
    const modelId = this.#shown.latent?.modelId
    return modelId === undefined ? undefined : emptyTimeline(newId(), modelId, this.#freeName())
  }

  /** Opens the one that undo, redo or another window has changed. To be called in an effect. */
  follow(): void {
    const now = Object.fromEntries(this.#ours.map((one) => [one.id, JSON.stringify(one)]))
    const changed = Object.keys(now).filter((id) => this.#before[id] !== now[id])
    const isFirst = Object.keys(this.#before).length === 0
    this.#before = now
    if (!isFirst && changed.length === 1) this.#openId = changed[0]
  }

  #freeName(): string {
    const taken = this.#ours.map(({ name }) => name)
    const names = Array.from({ length: taken.length + 1 }, (_, i) =>
      i === 0 ? 'Timeline' : `Timeline ${i + 1}`,
    )
    return names.find((name) => !taken.includes(name)) ?? 'Timeline'
  }
}

const firstId = (modelId: string): string => `timeline-${modelId}`.slice(0, 64)
const newId = (): string => crypto.randomUUID()
