import { evaluateEdit } from '../../../core/editing/evaluate'
import { withMove } from '../../../core/editing/operations'
import { placeOf, spotOf, type Spot } from '../../../core/handles/spots'
import type { Operation } from '../../../core/records/edit'
import type { Dragged, Images, LatentView } from '../../../protocol/api'
import type { Request, Service } from '../../../protocol/rpc'
import { failureOf, type Failure } from './failures'
import { HandlePairs } from './handle-pairs.svelte'

/** What dragging does to an edit. */
interface Draggable {
  readonly latent: LatentView | undefined
  readonly selected: number | undefined
  readonly code: Float32Array | undefined
  readonly z: Float32Array | undefined
  readonly edited: Images | undefined
  readonly operations: readonly Operation[]
  sketch(operations: readonly Operation[]): void
  release(): Promise<void>
  cancel(): void
}

/** One step of a drag, as it can be gone back to. */
interface Found {
  operations: readonly Operation[]
  /** The same as text, to know it again. */
  text: string
  spots: readonly Spot[]
  left: number
}

/**
 * Points of the picture that are dragged. The service moves the code; each step is a draft of the edit. The end is kept
 * as one step of the history, and any step on the way can be gone back to as long as the edit is one of them.
 */
export class PictureDrag {
  isOpen = $state(false)
  isPainting = $state(false)
  failure: Failure | undefined = $state.raw()
  /** How the last one ended. */
  end: Dragged['end'] = $state.raw()
  readonly pairs = new HandlePairs()
  #running: { modelId: string; image: number } | undefined = $state.raw()
  /** The first is where it began. */
  #way: readonly Found[] = $state.raw([])
  readonly #service: Service
  readonly #editor: Draggable

  /** Which step the picture shows; -1 when the edit is none of them. */
  readonly shown = $derived.by(() => {
    if (this.#way.length === 0) return -1
    const text = JSON.stringify(this.#editor.operations)
    return this.#way.findLastIndex((found) => found.text === text)
  })
  /** Where the points are in the picture that is shown. */
  readonly spots: readonly Spot[] = $derived.by(
    () => this.#way[this.shown]?.spots ?? this.pairs.all.map(({ from }) => from),
  )

  constructor(service: Service, editor: Draggable) {
    this.#service = service
    this.#editor = editor
    service.on('handles.dragged', (dragged) => void this.#hear(dragged))
  }

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  get steps(): number {
    return Math.max(0, this.#way.length - 1)
  }

  /** How far the point furthest from its target is, in pixels; undefined while no drag is shown. */
  get left(): number | undefined {
    return this.#way[this.shown]?.left
  }

  /** Of the picture, in pixels. */
  get side(): number {
    return this.#editor.edited?.width ?? 64
  }

  toggle(): void {
    if (this.isOpen) return this.close()
    this.isOpen = true
    this.attend()
  }

  /** Another picture is shown, or of another model: what was on its way is not for it. */
  attend(): void {
    if (this.isRunning) this.drop()
    this.clear()
    this.failure = undefined
    const modelId = this.#editor.latent?.modelId
    if (this.isOpen && modelId !== undefined) void this.#ask('open the model', 'handles.prepare', { modelId })
  }

  close(): void {
    if (this.isRunning) this.drop()
    this.isOpen = this.isPainting = false
    this.clear()
  }

  clear(): void {
    this.pairs.clear()
    this.forget()
  }

  /** Something was moved by hand: what was found before is no way of it. */
  forget(): void {
    if (this.shown > 0) this.pairs.moveTo(this.spots)
    this.#way = []
    this.end = undefined
  }

  async start(): Promise<void> {
    const { latent, selected, z } = this.#editor
    if (!latent || selected === undefined || !z || !this.pairs.isReady || this.isRunning) return
    this.forget()
    this.failure = undefined
    const { modelId } = latent
    this.#running = { modelId, image: selected }
    const spots = this.pairs.all.map(({ from }) => from)
    this.#way = [this.#found([...this.#editor.operations], spots, NaN)]
    const handles = this.pairs.all.map(({ from, to }) => ({
      from: placeOf(from, this.side),
      to: placeOf(to ?? from, this.side),
    }))
    const request = { modelId, image: selected, z, handles, mask: this.pairs.mask }
    await this.#ask('drag the picture', 'handles.drag', request)
  }

  /** Ends it with what it has come to. */
  stop(): void {
    void this.#ask('stop', 'handles.stop', {})
  }

  /** Ends it, and the picture is as it was. */
  drop(): void {
    if (!this.isRunning) return
    this.stop()
    this.#running = undefined
    this.#way = []
    this.#editor.cancel()
  }

  /** Shows a step of the way; `keep` makes it the edit. */
  show(step: number): void {
    const found = this.#way[step]
    if (found && !this.isRunning) this.#editor.sketch(found.operations)
  }

  keep(): Promise<void> {
    return this.#editor.release()
  }

  async #hear(dragged: Dragged): Promise<void> {
    if (dragged.modelId !== this.#running?.modelId || dragged.image !== this.#running.image) return
    // Another hand took the edit over: undo, a slider, another picture.
    if (this.#editor.selected !== dragged.image || this.shown !== this.steps) return this.drop()
    if (dragged.end) return this.#ended(dragged)
    const found = this.#found(
      this.#operationsFor(dragged.z),
      dragged.at.map((place) => spotOf(place, this.side)),
      dragged.left,
    )
    this.#way = [...this.#way, found]
    this.#editor.sketch(found.operations)
  }

  async #ended({ end, message }: Dragged): Promise<void> {
    this.#running = undefined
    this.end = end
    if (message !== undefined) this.failure = failureOf('drag the picture', new Error(message))
    const best = end === 'stuck' || end === 'steps' ? this.#nearest() : end === 'failed' ? 0 : this.steps
    this.show(best)
    await this.keep()
  }

  /** The step at which the points were nearest to their targets; 0 when none was nearer than the beginning. */
  #nearest(): number {
    const { all } = this.pairs
    const atFirst = all.map(({ from, to = from }) => Math.hypot(to[0] - from[0], to[1] - from[1]) * this.side)
    const lefts = this.#way.map(({ left }, i) => (i === 0 ? Math.max(...atFirst) : left))
    return lefts.indexOf(Math.min(...lefts))
  }

  #found(operations: readonly Operation[], spots: readonly Spot[], left: number): Found {
    return { operations, text: JSON.stringify(operations), spots, left }
  }

  /** The edit with a code of its own at the end: a move on top of all else. */
  #operationsFor(z: Float32Array): readonly Operation[] {
    const { code, latent, operations } = this.#editor
    if (!code || !latent) return operations
    const rest = withMove(operations, new Float32Array(z.length))
    const base = evaluateEdit(code, rest, latent)
    return withMove(
      rest,
      z.map((x, i) => x - base[i]!),
    )
  }

  async #ask<K extends 'handles.prepare' | 'handles.drag' | 'handles.stop'>(
    doing: string,
    method: K,
    request: Request<K>,
  ): Promise<void> {
    try {
      await this.#service.call(method, request)
    } catch (error) {
      this.failure = failureOf(doing, error)
      this.#running = undefined
    }
  }
}
