/** Codes in order of their distance from one; [found] each. */
export interface NearestCodes {
  indices: Int32Array
  /** Euclidean, in latent units, ascending. */
  distances: Float32Array
}

/** Numbers compared between two pauses: a fraction of a millisecond. */
const numbersAtOnce = 1 << 16

/**
 * The `k` codes nearest to one in the latent space, by comparing it with every other. Of two at the same distance the
 * earlier comes first.
 *
 * @param codes row-major [count, size]
 * @param except an index that is left out; -1 for none
 * @yields every fraction of a millisecond
 */
export function* nearestCodes(
  codes: Float32Array,
  z: ArrayLike<number>,
  k: number,
  except = -1,
): Generator<void, NearestCodes> {
  const size = z.length
  const count = codes.length / size
  const nearest = new Nearest(Math.min(k, count - (except >= 0 && except < count ? 1 : 0)))
  const atOnce = Math.ceil(numbersAtOnce / size)
  for (let i = 0; i < count; i++) {
    if (i % atOnce === atOnce - 1) yield
    if (i !== except) nearest.offer(i, squaredUpTo(nearest.reach, codes, i * size, z))
  }
  return nearest.found
}

/** Squared distance, or something beyond `reach` once it is known to be. */
function squaredUpTo(reach: number, codes: Float32Array, offset: number, z: ArrayLike<number>): number {
  let squared = 0
  for (let j = 0; j < z.length && squared < reach; j++) squared += (codes[offset + j]! - z[j]!) ** 2
  return squared
}

class Nearest {
  readonly #indices: Int32Array
  readonly #squared: Float64Array

  constructor(k: number) {
    this.#indices = new Int32Array(k)
    this.#squared = new Float64Array(k).fill(Infinity)
  }

  /** What is not nearer than this is of no interest. */
  get reach(): number {
    return this.#squared.at(-1) ?? 0
  }

  get found(): NearestCodes {
    return { indices: this.#indices, distances: Float32Array.from(this.#squared, Math.sqrt) }
  }

  offer(index: number, squared: number): void {
    if (!(squared < this.reach)) return
    let slot = this.#squared.length - 1
    for (; slot > 0 && this.#squared[slot - 1]! > squared; slot--) {
      this.#squared[slot] = this.#squared[slot - 1]!
      this.#indices[slot] = this.#indices[slot - 1]!
    }
    this.#squared[slot] = squared
    this.#indices[slot] = index
  }
}
