import { amountOf, withAmount } from '../../../core/editing/operations'
import { mostEditsAtOnce, type Edit, type Operation } from '../../../core/records/edit'
import type { EditingView, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, type Failure } from './failures'

interface Shown {
  readonly latent: LatentView | undefined
  readonly editing: EditingView
  failure: Failure | undefined
  act(step: () => Promise<EditingView>): Promise<void>
}

interface Selected {
  readonly selected: number | undefined
  readonly operations: readonly Operation[]
}

/** No frame waits for a slice of work. */
const sliceMs = 12

/** The concepts of one edit given to many other images, as one step of the history. */
export class Batch {
  readonly #service: Service
  readonly #shown: Shown
  readonly #edit: Selected
  #isGivenUp = false
  progress: { label: string; done: number; total: number } | undefined = $state.raw()

  constructor(service: Service, shown: Shown, edit: Selected) {
    this.#service = service
    this.#shown = shown
    this.#edit = edit
  }

  /** Why not so many at once; undefined where they can be. */
  limit(count: number): string | undefined {
    if (count <= mostEditsAtOnce) return undefined
    return `At most ${mostEditsAtOnce.toLocaleString('en')} images are edited in one step: select some of them.`
  }

  /** @returns how many images were edited; 0 when it was cancelled */
  async apply(images: readonly number[]): Promise<number> {
    const edits = await this.#editsOf(images)
    this.progress = undefined
    if (!edits || edits.length === 0) return 0
    try {
      await this.#shown.act(() => this.#service.call('edit.commit', { edits }))
      return edits.length
    } catch (error) {
      this.#shown.failure = failureOf('edit the images', error)
      return 0
    }
  }

  cancel(): void {
    this.#isGivenUp = true
  }

  async #editsOf(images: readonly number[]): Promise<Edit[] | undefined> {
    const modelId = this.#shown.latent?.modelId
    if (modelId === undefined) return undefined
    this.#isGivenUp = false
    const own = Object.fromEntries(
      this.#shown.editing.edits
        .filter((edit) => edit.modelId === modelId)
        .map(({ image, operations }) => [image, operations]),
    )
    const others = images.filter((image) => image !== this.#edit.selected)
    const [edits, concepts]: [Edit[], Operation[]] = [[], conceptsOf(this.#edit.operations)]
    for (let sliceStartMs = performance.now(); edits.length < others.length;) {
      const image = others[edits.length]!
      edits.push({ modelId, image, operations: withConcepts(own[image] ?? [], concepts) })
      if (performance.now() - sliceStartMs < sliceMs) continue
      this.progress = { label: 'Editing the images', done: edits.length, total: others.length }
      await new Promise((resolve) => setTimeout(resolve))
      if (this.#isGivenUp) return undefined
      sliceStartMs = performance.now()
    }
    return edits
  }
}

const conceptsOf = (operations: readonly Operation[]): Operation[] =>
  operations.filter(({ kind }) => kind === 'concept')

/** The same amounts of the same concepts; what else was done to an image stays, and other concepts of its own. */
export function withConcepts(operations: readonly Operation[], concepts: readonly Operation[]): Operation[] {
  let next = [...operations]
  for (const concept of concepts)
    if (concept.kind === 'concept' && amountOf(concepts, concept.conceptId) !== 0)
      next = withAmount(next, concept.conceptId, concept.amount, concept.keep)
  return next
}
