/** Sets that never change: a new one for every change, so that whoever holds the old one sees none. */

export const noneOf: ReadonlySet<number> = new Set()

export function setOf(indices: Iterable<number>): ReadonlySet<number> {
  return new Set(indices)
}

export function withAll(set: ReadonlySet<number>, indices: Iterable<number>): ReadonlySet<number> {
  return new Set([...set, ...indices])
}

/** With those that were not in it, and without those that were. */
export function toggled(set: ReadonlySet<number>, indices: Iterable<number>): ReadonlySet<number> {
  const result = new Set(set)
  for (const index of indices) if (!result.delete(index)) result.add(index)
  return result
}
