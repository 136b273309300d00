/** Sets that never change: a new one for every change, so that whoever holds the old one sees none. */

/** From so many on a set is a mask, which is made many times faster and knows no order but the ascending one. */
const many = 50_000

export const noneOf: ReadonlySet<number> = new Set()

export function setOf(indices: Iterable<number>): ReadonlySet<number> {
  const known = sizeOf(indices)
  return known !== undefined && known < many ? new Set(indices) : settled(maskWith(indices))
}

/** @param mask 1 for each that is in it; not to be changed afterwards */
export function setOfMask(mask: Uint8Array): ReadonlySet<number> {
  return settled(mask)
}

export function withAll(set: ReadonlySet<number>, indices: Iterable<number>): ReadonlySet<number> {
  if (set.size + (sizeOf(indices) ?? many) >= many) return settled(maskWith(indices, maskWith(set)))
  const result = new Set(set)
  for (const index of indices) result.add(index)
  return result
}

/** With those that were not in it, and without those that were. */
export function toggled(set: ReadonlySet<number>, indices: Iterable<number>): ReadonlySet<number> {
  const chosen = setOf(indices)
  if (set.size + chosen.size < many) {
    const result = new Set(set)
    for (const index of chosen) if (!result.delete(index)) result.add(index)
    return result
  }
  const mask = maskWith(chosen, maskWith(set))
  for (const index of chosen) if (set.has(index)) mask[index] = 0
  return settled(mask)
}

/** How many there are, where that is known before they are counted. */
function sizeOf(indices: Iterable<number>): number | undefined {
  if (Array.isArray(indices) || indices instanceof Uint32Array) return indices.length
  return indices instanceof Set || indices instanceof IndexMask ? indices.size : undefined
}

function settled(mask: Uint8Array): ReadonlySet<number> {
  const set = new IndexMask(mask)
  return set.size < many ? new Set(set) : set
}

/** 1 for each of them, and for each that is set in another mask. */
function maskWith(indices: Iterable<number>, other: Uint8Array = new Uint8Array()): Uint8Array {
  if (indices instanceof IndexMask) return widened(indices.mask, other.length, other)
  let mask: Uint8Array = other.slice()
  for (const index of indices) {
    if (index >= mask.length) mask = widened(mask, Math.max(index + 1, 2 * mask.length))
    mask[index] = 1
  }
  return mask
}

function widened(mask: Uint8Array, length: number, other: Uint8Array = new Uint8Array()): Uint8Array {
  const result = new Uint8Array(Math.max(length, mask.length))
  result.set(mask)
  for (let i = 0; i < other.length; i++) if (other[i]) result[i] = 1
  return result
}

/** Whole numbers, ascending, as a mask of them all. */
class IndexMask implements ReadonlySet<number> {
  readonly mask: Uint8Array
  readonly size: number

  constructor(mask: Uint8Array) {
    this.mask = mask
    let size = 0
    for (const value of mask) size += value
    this.size = size
  }

  has(index: number): boolean {
    return this.mask[index] === 1
  }

  forEach(tell: (value: number, key: number, set: ReadonlySet<number>) => void): void {
    for (let i = 0; i < this.mask.length; i++) if (this.mask[i]) tell(i, i, this)
  }

  *values(): SetIterator<number> {
    for (let i = 0; i < this.mask.length; i++) if (this.mask[i]) yield i
  }

  keys(): SetIterator<number> {
    return this.values()
  }

  *entries(): SetIterator<[number, number]> {
    for (const index of this.values()) yield [index, index]
  }

  [Symbol.iterator](): SetIterator<number> {
    return this.values()
  }
}
