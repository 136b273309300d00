import { euclidean } from '../../statistics/euclidean'
import { placed, type LocalData } from './placed'
import { PointTree, roomFor, type Found } from './point-tree'

/** A code that is dragged. */
export interface Anchor {
  /** [latentSize] */
  code: ArrayLike<number>
  /** Which of the map's own codes it is; that one is then left out of all means. */
  index?: number
  /** Where it lies on the map when it is none of them; left out, it is placed. */
  at?: ArrayLike<number>
}

/** The kernel's width follows the distance to this neighbour: narrow where points are dense, wide in a void. */
const widthNeighbour = 16
/** Kernel variance over that distance squared. */
const widthShare = 0.35
/** Where the kernel ends, in standard deviations. What it has there is taken off everywhere, so that nothing jumps. */
const end = 3
const valueAtEnd = Math.exp((-end * end) / 2)
/** Far from all points the kernel would reach many: it ends at the so-manyeth at the latest. */
const mostWeighted = 256
/** How far a dragged code keeps what is its own: in distances to this neighbour, with this standard deviation. */
const keptNeighbour = 25
const keptDeviation = 1.5

/**
 * The way back from a map that has no formula, after `f(y)`, the mean of the codes around `y` with Gaussian weights
 * (Nadaraya 1964; Watson 1964) of a width that follows the density of the points:
 *
 * `z(y) = f(y) + k(|y - y0| / R) (z0 - f(y0))`, `k(t) = keep + (1 - keep) exp(-t^2 / (2 1.5^2))`
 *
 * with y0 and z0 the anchor's place and code and R the distance to its 25th neighbour. It is continuous, depends on y
 * alone, gives z0 at y0 and stays within the codes' convex hull otherwise, also where the map is empty.
 */
export class LocalMap {
  readonly data: LocalData
  readonly #tree: PointTree
  /** A distance that is as good as none. */
  readonly #least: number

  constructor(data: LocalData) {
    this.data = data
    this.#tree = new PointTree(data.positions, data.dimensions)
    this.#least = 1e-6 * extent(data.positions) + 1e-30
  }

  /** Where a code lies, [dimensions]; without the map's own code `leftOut`. */
  mapFromLatent(z: ArrayLike<number>, leftOut = -1): Float32Array {
    return placed(this.data, z, leftOut)
  }

  /**
   * @param keep share of what is the anchor's own that it keeps however far it goes, in [0, 1]
   * @returns the code at any point of the map, [latentSize]
   */
  startDrag(anchor: Anchor, keep = 0): (point: ArrayLike<number>) => Float32Array {
    const leftOut = anchor.index ?? -1
    const from = this.#placeOf(anchor)
    const around = this.#meanAt(from, leftOut)
    const own = around.map((x, j) => anchor.code[j]! - x)
    const reach = this.#distanceTo(keptNeighbour, from, leftOut)
    return (point) => {
      const away = euclidean(point, from) / reach / keptDeviation
      const kept = keep + (1 - keep) * Math.exp(-(away * away) / 2)
      return Float32Array.from(this.#meanAt(point, leftOut), (x, j) => x + kept * own[j]!)
    }
  }

  #placeOf({ code, index, at }: Anchor): Float32Array {
    const { positions, dimensions } = this.data
    if (index !== undefined) return positions.slice(index * dimensions, (index + 1) * dimensions)
    return at ? Float32Array.from(at) : this.mapFromLatent(code)
  }

  #distanceTo(neighbour: number, point: ArrayLike<number>, leftOut: number): number {
    const found = this.#tree.nearest(point, roomFor(neighbour), leftOut)
    return Math.max(Math.sqrt(found.squared[0] ?? 0), this.#least)
  }

  readonly #narrow = roomFor(widthNeighbour)
  readonly #wide = roomFor(mostWeighted)

  #meanAt(point: ArrayLike<number>, leftOut: number): Float64Array {
    const near = this.#tree.nearest(point, this.#narrow, leftOut)
    const width = Math.max(near.squared[0] ?? 0, this.#least ** 2)
    const reach = end * end * widthShare * width
    const found = this.#tree.nearest(point, this.#wide, leftOut, reach)
    return this.#mean(found, found.count === mostWeighted ? found.squared[0]! : reach)
  }

  #mean(found: Found, reach: number): Float64Array {
    const { latentSize, codes } = this.data
    const sum = new Float64Array(latentSize)
    const weights = kernel(found, reach)
    let total = 0
    for (let slot = 0; slot < found.count; slot++) {
      const weight = weights[slot]!
      total += weight
      for (let j = 0, p = found.indices[slot]! * latentSize; j < latentSize; j++, p++)
        sum[j]! += weight * codes[p]!
    }
    return sum.map((x) => x / total)
  }
}

/** Alike for all when every point lies exactly at the kernel's end. */
function kernel(found: Found, reach: number): Float64Array {
  const weights = found.squared.slice(0, found.count)
  for (let slot = 0; slot < found.count; slot++)
    weights[slot] = Math.max(0, Math.exp((-end * end * weights[slot]!) / (2 * reach)) - valueAtEnd)
  return weights.some((w) => w > 0) ? weights : weights.fill(1)
}

function extent(positions: Float32Array): number {
  let [low, high] = [Infinity, -Infinity]
  for (const x of positions) {
    if (x < low) low = x
    if (x > high) high = x
  }
  return high - low
}
