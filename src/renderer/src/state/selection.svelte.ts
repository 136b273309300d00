import { noneOf, setOf, toggled, withAll } from './sets'

/** The images one works on together, whoever shows them: marked one by one, or many at once. */
export class Selection {
  /** In the order in which they were marked. */
  indices: ReadonlySet<number> = $state.raw(noneOf)

  get count(): number {
    return this.indices.size
  }

  replace(indices: Iterable<number>): void {
    this.indices = setOf(indices)
  }

  add(indices: Iterable<number>): void {
    this.indices = withAll(this.indices, indices)
  }

  /** Takes those that were not taken, and leaves those that were. */
  toggle(indices: Iterable<number>): void {
    this.indices = toggled(this.indices, indices)
  }

  clear(): void {
    if (this.count > 0) this.indices = noneOf
  }
}
