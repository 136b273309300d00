import { keptOf, withKept } from '../../../core/editing/operations'
import type { Operation } from '../../../core/records/edit'

/** The edit whose concepts keep others. */
interface Keeping {
  readonly operations: readonly Operation[]
  sketch(operations: readonly Operation[]): void
  release(): Promise<void>
}

/**
 * Concepts that all others leave as they are. They belong to the edit, so that undo takes them back; until it has a
 * concept, they are what was pinned last.
 */
export class Pins {
  readonly #edit: Keeping
  #last: readonly string[] = $state.raw([])

  readonly ids: readonly string[] = $derived.by(() => {
    const { operations } = this.#edit
    const kept = keptOf(operations)
    if (!kept) return this.#last
    // No concept keeps itself: where there is no other, the edit does not say whether it is pinned.
    const isAlone = (id: string): boolean =>
      operations.every((operation) => operation.kind !== 'concept' || operation.conceptId === id)
    return [...kept, ...this.#last.filter((id) => isAlone(id) && !kept.includes(id))]
  })

  constructor(edit: Keeping) {
    this.#edit = edit
  }

  has(id: string): boolean {
    return this.ids.includes(id)
  }

  /** A step of the history where the edit has concepts: they change at once. */
  async toggle(id: string): Promise<void> {
    const ids = this.has(id) ? this.ids.filter((other) => other !== id) : [...this.ids, id]
    this.#last = ids
    this.#edit.sketch(withKept(this.#edit.operations, ids))
    await this.#edit.release()
  }

  /** Operations as they are under what is pinned. */
  on(operations: readonly Operation[]): readonly Operation[] {
    return this.ids.length > 0 || keptOf(operations)?.length ? withKept(operations, this.ids) : operations
  }
}
