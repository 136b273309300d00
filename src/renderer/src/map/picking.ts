/** What lies under the cursor, and who is the neighbour in a direction. Pure but for its spatial index; no GPU. */
import KDBush from 'kdbush'
import type { Point } from './camera'

/** What the current view draws, as far as picking must know. */
export interface Drawn {
  unitsPerPixel: number
  pointRadiusPx: number
  /** Half the side at which the thumbnail of this point is drawn; 0 when it is not. */
  thumbnailHalfPx(index: number): number
  /** Half the side of the largest thumbnail. */
  largestHalfPx: number
}

/** How far beside a point one may click. */
const slackPx = 4

export class PickIndex {
  readonly #tree: KDBush
  readonly #positions: Float32Array

  constructor(positionsInMap: Float32Array) {
    const count = positionsInMap.length / 2
    this.#positions = positionsInMap
    this.#tree = new KDBush(count, 64, Float32Array)
    for (let i = 0; i < count; i++) this.#tree.add(positionsInMap[2 * i]!, positionsInMap[2 * i + 1]!)
    this.#tree.finish()
  }

  /** Thumbnails first, because they lie on top; then the nearest point. */
  pick(cursorInMap: Point, drawn: Drawn): number | undefined {
    return this.#thumbnailAt(cursorInMap, drawn) ?? this.#pointAt(cursorInMap, drawn)
  }

  /** The point nearest to a place, wherever it is. */
  nearest(placeInMap: Point): number | undefined {
    let found: number | undefined
    let least = Infinity
    for (let i = 0; i < this.#positions.length / 2; i++) {
      const distance = this.#distance(i, placeInMap)
      if (distance < least) [found, least] = [i, distance]
    }
    return found
  }

  /** The next point from `index` in the quadrant around `direction`; straight ahead counts as nearer than aslant. */
  neighbour(index: number, direction: Point, fromInMap = this.#at(index)): number | undefined {
    let found: number | undefined
    let least = Infinity
    for (let i = 0; i < this.#positions.length / 2; i++) {
      const dx = this.#positions[2 * i]! - fromInMap.x
      const dy = this.#positions[2 * i + 1]! - fromInMap.y
      const ahead = dx * direction.x + dy * direction.y
      const aside = Math.abs(dx * direction.y - dy * direction.x)
      if (i === index || ahead <= 0 || aside > ahead || ahead + 2 * aside >= least) continue
      ;[found, least] = [i, ahead + 2 * aside]
    }
    return found
  }

  #thumbnailAt(cursor: Point, drawn: Drawn): number | undefined {
    const reach = drawn.largestHalfPx * drawn.unitsPerPixel
    if (reach <= 0) return undefined
    const near = this.#tree.range(cursor.x - reach, cursor.y - reach, cursor.x + reach, cursor.y + reach)
    return this.#nearestOf(
      near.filter((i) => this.#offset(i, cursor) < drawn.thumbnailHalfPx(i) * drawn.unitsPerPixel),
      cursor,
    )
  }

  #pointAt(cursor: Point, drawn: Drawn): number | undefined {
    const reach = (drawn.pointRadiusPx + slackPx) * drawn.unitsPerPixel
    return this.#nearestOf(this.#tree.within(cursor.x, cursor.y, reach), cursor)
  }

  #nearestOf(indices: number[], place: Point): number | undefined {
    let found: number | undefined
    for (const i of indices) {
      if (found === undefined || this.#distance(i, place) < this.#distance(found, place)) found = i
    }
    return found
  }

  #at(index: number): Point {
    return { x: this.#positions[2 * index]!, y: this.#positions[2 * index + 1]! }
  }

  #distance(index: number, place: Point): number {
    return Math.hypot(this.#positions[2 * index]! - place.x, this.#positions[2 * index + 1]! - place.y)
  }

  /** Distance in the sense of squares: thumbnails are square. */
  #offset(index: number, place: Point): number {
    const dx = Math.abs(this.#positions[2 * index]! - place.x)
    return Math.max(dx, Math.abs(this.#positions[2 * index + 1]! - place.y))
  }
}
