/** The images one works on together, whoever shows them: marked one by one, or many at once. */
export class Selection {
  /** In the order in which they were marked. */
  indices: ReadonlySet<number> = $state.raw(new Set())

  get count(): number {
    return this.indices.size
  }

  replace(indices: Iterable<number>): void {
    this.indices = new Set(indices)
  }

  add(indices: Iterable<number>): void {
    this.indices = new Set([...this.indices, ...indices])
  }

  /** Takes those that were not taken, and leaves those that were. */
  toggle(indices: Iterable<number>): void {
    const toggled = new Set(this.indices)
    for (const index of indices) if (!toggled.delete(index)) toggled.add(index)
    this.indices = toggled
  }

  clear(): void {
    if (this.count > 0) this.indices = new Set()
  }
}
