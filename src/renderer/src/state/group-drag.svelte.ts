import { takeHold, type DragMap } from '../../../core/editing/dragging'
import { mostEditsAtOnce, type Edit } from '../../../core/records/edit'
import type { EditingView, LatentView } from '../../../protocol/api'
import { EditedPlaces, mostWays, type Way } from './edited-places.svelte'

/** The edits that are dragged. */
interface Dragged {
  readonly latent: LatentView | undefined
  readonly dragMap: DragMap | undefined
  readonly selected: number | undefined
  startDrag(index: number): Promise<void>
  drag(pointInMap: readonly number[]): void
  release(findOthers?: () => Promise<Edit[] | undefined>): Promise<void>
  cancel(): void
}

/** The document that they are of. */
interface Marked {
  readonly editing: EditingView
  readonly selection: { readonly indices: ReadonlySet<number> }
}

/** No frame waits for a slice of work. */
const sliceMs = 12
const progressAfterMs = 1000

/**
 * Points that are dragged together: each goes as far and in the same direction as the one in the hand, whose picture is
 * seen. Each has its own anchor; the edits of the others are found when the hand lets go.
 */
export class GroupDrag {
  readonly #edits: Dragged
  readonly #marked: Marked
  readonly #places: EditedPlaces
  #others: readonly number[] = []
  #start: readonly number[] = []
  #froms: readonly (readonly number[])[] = []
  /** How far the hand has moved, [dimensions]; undefined while it is empty. */
  #offset: readonly number[] | undefined = $state.raw()
  #isGivenUp = false
  /** How far the others are, when it takes longer than a second. */
  progress: { label: string; done: number; total: number } | undefined = $state.raw()

  /** Where the points go that are in no hand; at rest, where the edits of marked ones lie. */
  readonly ways: readonly Way[] = $derived.by(() => {
    const offset = this.#offset
    if (!offset) return this.#places.ways
    return this.#froms.map((from) => ({ role: 'moved', through: [from, moved(from, offset)] }))
  })

  constructor(edits: Dragged, marked: Marked) {
    this.#edits = edits
    this.#marked = marked
    this.#places = new EditedPlaces(edits, marked)
  }

  /**
   * @param pointInMap where it was taken, [dimensions]
   * @returns false when too many are marked, so that only this one moves
   */
  start(index: number, pointInMap: readonly number[]): boolean {
    const { indices } = this.#marked.selection
    const isTooMany = indices.size > mostEditsAtOnce && indices.has(index)
    this.#others = indices.has(index) && !isTooMany ? [...indices].filter((other) => other !== index) : []
    this.#start = [...pointInMap]
    this.#froms = this.#others.slice(0, mostWays).map((other) => this.#places.of(other))
    void this.#edits.startDrag(index)
    return !isTooMany
  }

  drag(pointInMap: readonly number[]): void {
    if (this.#others.length > 0) this.#offset = pointInMap.map((x, k) => x - (this.#start[k] ?? 0))
    this.#edits.drag(pointInMap)
  }

  async release(): Promise<void> {
    const [others, offset] = [this.#others, this.#offset]
    if (!offset) return this.#edits.release()
    await this.#edits.release(() => this.#editsOf(others, offset))
    // The next drag may have begun.
    if (this.#offset === offset) this.#offset = undefined
  }

  cancel(): void {
    this.#others = []
    this.#offset = undefined
    this.#edits.cancel()
  }

  /** Ends the work on the others before it is done: nothing is moved. */
  giveUp(): void {
    this.#isGivenUp = true
  }

  async #editsOf(images: readonly number[], offset: readonly number[]): Promise<Edit[] | undefined> {
    this.#isGivenUp = false
    const startMs = performance.now()
    const edits: Edit[] = []
    let sliceStartMs = startMs
    for (const image of images) {
      const edit = this.#editOf(image, offset)
      if (edit) edits.push(edit)
      const nowMs = performance.now()
      if (nowMs - sliceStartMs < sliceMs) continue
      if (nowMs - startMs > progressAfterMs)
        this.progress = { label: 'Moving the selected images', done: edits.length, total: images.length }
      await nextTask()
      if (this.#isGivenUp) break
      sliceStartMs = performance.now()
    }
    this.progress = undefined
    return this.#isGivenUp ? undefined : edits
  }

  #editOf(image: number, offset: readonly number[]): Edit | undefined {
    const { latent, dragMap: map } = this.#edits
    if (!latent || !map) return undefined
    const held = takeHold(image, this.#places.committed.get(image) ?? [], latent, map)
    return held && { modelId: latent.modelId, image, operations: held.moveTo(moved(held.from, offset)) }
  }
}

function moved(from: readonly number[], offset: readonly number[]): number[] {
  return from.map((x, k) => x + (offset[k] ?? 0))
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
