/** Points that a leaf holds; fewer would make the tree deeper than it is quick. */
const leafSize = 16

/** The nearest points that a query found, in no order. Reused by the next query. */
export interface Found {
  count: number
  indices: Int32Array
  /** Squared distances. */
  squared: Float64Array
}

/**
 * A balanced k-d tree (Bentley 1975; Friedman, Bentley & Finkel 1977) over the points of a map, 2 or 3 dimensions, whose
 * nodes are the middles of ranges of one sorted array.
 */
export class PointTree {
  readonly count: number
  readonly #dimensions: number
  readonly #ids: Uint32Array
  readonly #points: Float32Array
  /** Of the query in progress. */
  #found: Found = { count: 0, indices: new Int32Array(0), squared: new Float64Array(0) }
  #leftOut = -1
  #reach = Infinity

  /** @param points row-major [count, dimensions] */
  constructor(points: Float32Array, dimensions: number) {
    this.count = points.length / dimensions
    this.#dimensions = dimensions
    this.#ids = Uint32Array.from({ length: this.count }, (_, i) => i)
    this.#points = points.slice()
    this.#sort(0, this.count - 1, 0)
  }

  /**
   * The `k` points nearest to `point` within a distance, without the point `leftOut`.
   *
   * @param into room for k points, which this fills
   */
  nearest(point: ArrayLike<number>, into: Found, leftOut = -1, reachSquared = Infinity): Found {
    this.#found = into
    into.count = 0
    this.#leftOut = leftOut
    this.#reach = reachSquared
    this.#search(point, 0, this.count - 1, 0)
    return into
  }

  #sort(left: number, right: number, axis: number): void {
    if (right - left < leafSize) return
    const middle = (left + right) >> 1
    this.#select(middle, left, right, axis)
    const next = (axis + 1) % this.#dimensions
    this.#sort(left, middle - 1, next)
    this.#sort(middle + 1, right, next)
  }

  /** Puts what sorting would put at `at` there, smaller before it and larger behind it (Hoare 1961). */
  #select(at: number, from: number, to: number, axis: number): void {
    let left = from
    let right = to
    while (left < right) {
      const pivot = this.#coordinate((left + right) >> 1, axis)
      let i = left
      let j = right
      while (i <= j) {
        while (this.#coordinate(i, axis) < pivot) i++
        while (this.#coordinate(j, axis) > pivot) j--
        if (i <= j) this.#swap(i++, j--)
      }
      if (at <= j) right = j
      else if (at >= i) left = i
      else return
    }
  }

  #coordinate(slot: number, axis: number): number {
    return this.#points[slot * this.#dimensions + axis]!
  }

  #swap(i: number, j: number): void {
    swap(this.#ids, i, j)
    for (let axis = 0; axis < this.#dimensions; axis++)
      swap(this.#points, i * this.#dimensions + axis, j * this.#dimensions + axis)
  }

  #search(point: ArrayLike<number>, left: number, right: number, axis: number): void {
    if (right - left < leafSize) {
      for (let slot = left; slot <= right; slot++) this.#visit(point, slot)
      return
    }
    const middle = (left + right) >> 1
    const beyond = point[axis]! - this.#coordinate(middle, axis)
    const next = (axis + 1) % this.#dimensions
    if (beyond <= 0) this.#search(point, left, middle - 1, next)
    else this.#search(point, middle + 1, right, next)
    if (beyond * beyond >= this.#reach) return
    this.#visit(point, middle)
    if (beyond <= 0) this.#search(point, middle + 1, right, next)
    else this.#search(point, left, middle - 1, next)
  }

  #visit(point: ArrayLike<number>, slot: number): void {
    let squared = 0
    for (let axis = 0; axis < this.#dimensions; axis++) {
      const difference = point[axis]! - this.#coordinate(slot, axis)
      squared += difference * difference
    }
    const id = this.#ids[slot]!
    if (!(squared < this.#reach) || id === this.#leftOut) return
    push(this.#found, id, squared)
    if (this.#found.count === this.#found.indices.length) this.#reach = this.#found.squared[0]!
  }
}

function swap(array: Uint32Array | Float32Array, i: number, j: number): void {
  const kept = array[i]!
  array[i] = array[j]!
  array[j] = kept
}

export function roomFor(k: number): Found {
  return { count: 0, indices: new Int32Array(k), squared: new Float64Array(k) }
}

/** Keeps the nearest in a heap whose top is the farthest of them. */
function push(found: Found, id: number, squared: number): void {
  if (found.count < found.indices.length) return siftUp(found, id, squared)
  let slot = 0
  for (;;) {
    let child = 2 * slot + 1
    if (child >= found.count) break
    if (child + 1 < found.count && found.squared[child + 1]! > found.squared[child]!) child++
    if (found.squared[child]! <= squared) break
    set(found, slot, found.indices[child]!, found.squared[child]!)
    slot = child
  }
  set(found, slot, id, squared)
}

function siftUp(found: Found, id: number, squared: number): void {
  let slot = found.count++
  for (let parent = (slot - 1) >> 1; slot > 0 && found.squared[parent]! < squared; parent = (slot - 1) >> 1) {
    set(found, slot, found.indices[parent]!, found.squared[parent]!)
    slot = parent
  }
  set(found, slot, id, squared)
}

function set(found: Found, slot: number, id: number, squared: number): void {
  found.indices[slot] = id
  found.squared[slot] = squared
}
