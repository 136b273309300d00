/** For each of `count` codes the `k` nearest others, itself left out. */
export interface Neighbours {
  count: number
  k: number
  /** Row-major [count, k], nearest first. */
  indices: Int32Array
  /** Euclidean, row-major [count, k], ascending. */
  distances: Float32Array
}

/** The nearest found so far, of all rows at once. Squared distances are kept in double precision. */
export class NearestLists {
  readonly indices: Int32Array
  readonly squared: Float64Array
  /** Squared distance of each row's farthest kept neighbour: what a new one must beat. */
  readonly worst: Float64Array
  readonly rows: number
  readonly k: number

  constructor(rows: number, k: number) {
    this.rows = rows
    this.k = k
    this.indices = new Int32Array(rows * k).fill(-1)
    this.squared = new Float64Array(rows * k).fill(Infinity)
    this.worst = new Float64Array(rows).fill(Infinity)
  }

  /** Keeps `candidate`, which must be nearer than `worst[row]` and not yet in the row. */
  insert(row: number, candidate: number, squared: number): void {
    const first = row * this.k
    let slot = first + this.k - 1
    for (; slot > first && this.squared[slot - 1]! > squared; slot--) {
      this.squared[slot] = this.squared[slot - 1]!
      this.indices[slot] = this.indices[slot - 1]!
    }
    this.squared[slot] = squared
    this.indices[slot] = candidate
    this.worst[row] = this.squared[first + this.k - 1]!
  }

  /** Keeps `candidate` if it is near enough and new. @returns whether it was kept */
  offer(row: number, candidate: number, squared: number): boolean {
    if (!(squared < this.worst[row]!)) return false
    const first = row * this.k
    for (let slot = first; slot < first + this.k; slot++) if (this.indices[slot] === candidate) return false
    this.insert(row, candidate, squared)
    return true
  }
}

export function squaredDistance(rows: ArrayLike<number>, size: number, i: number, j: number): number {
  let sum = 0
  for (let p = i * size, q = j * size, end = p + size; p < end; p++, q++) {
    const difference = rows[p]! - rows[q]!
    sum += difference * difference
  }
  return sum
}
