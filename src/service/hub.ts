import type { Emit } from '../protocol/rpc'

/** Everyone who listens to the service: each window, or the command line. */
export class Hub {
  readonly #listeners = new Set<Emit>()

  /** @returns how to stop listening */
  add(listener: Emit): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly emit: Emit = (name, data) => this.#listeners.forEach((listener) => listener(name, data))
}
