/** What lies under the cursor on a flat map. Pure but for its spatial index; no GPU. */
import KDBush from 'kdbush'
import type { Point } from './camera'

/** What the current view draws, as far as picking must know. */
export interface Drawn {
  unitsPerPixel: number
  pointRadiusPx: number
  /** What is not shown is not picked. */
  isHidden?: (index: number) => boolean
  /** Half the side at which the thumbnail of this point is drawn; 0 when it is not. */
  thumbnailHalfPx(index: number): number
  /** Half the side of the largest thumbnail. */
  largestHalfPx: number
}

/** How far beside a point one may click. */
export const slackPx = 4

export class PickIndex {
  readonly #tree: KDBush
  readonly #positions: Float32Array

  constructor(positionsInMap: Float32Array) {
    const count = positionsInMap.length / 3
    this.#positions = positionsInMap
    this.#tree = new KDBush(count, 64, Float32Array)
    for (let i = 0; i < count; i++) this.#tree.add(positionsInMap[3 * i]!, positionsInMap[3 * i + 1]!)
    this.#tree.finish()
  }

  /** Thumbnails first, because they lie on top; then the nearest point. */
  pick(cursorInMap: Point, drawn: Drawn): number | undefined {
    return this.#thumbnailAt(cursorInMap, drawn) ?? this.#pointAt(cursorInMap, drawn)
  }

  #thumbnailAt(cursor: Point, drawn: Drawn): number | undefined {
    const reach = drawn.largestHalfPx * drawn.unitsPerPixel
    if (reach <= 0) return undefined
    const near = this.#tree.range(cursor.x - reach, cursor.y - reach, cursor.x + reach, cursor.y + reach)
    const isUnder = (i: number): boolean =>
      this.#offset(i, cursor) < drawn.thumbnailHalfPx(i) * drawn.unitsPerPixel && !drawn.isHidden?.(i)
    return this.#nearestOf(near.filter(isUnder), cursor)
  }

  #pointAt(cursor: Point, drawn: Drawn): number | undefined {
    const reach = (drawn.pointRadiusPx + slackPx) * drawn.unitsPerPixel
    const near = this.#tree.within(cursor.x, cursor.y, reach)
    return this.#nearestOf(drawn.isHidden ? near.filter((i) => !drawn.isHidden?.(i)) : near, cursor)
  }

  #nearestOf(indices: number[], place: Point): number | undefined {
    let found: number | undefined
    for (const i of indices) {
      if (found === undefined || this.#distance(i, place) < this.#distance(found, place)) found = i
    }
    return found
  }

  #distance(index: number, place: Point): number {
    return Math.hypot(this.#positions[3 * index]! - place.x, this.#positions[3 * index + 1]! - place.y)
  }

  /** Distance in the sense of squares: thumbnails are square. */
  #offset(index: number, place: Point): number {
    const dx = Math.abs(this.#positions[3 * index]! - place.x)
    return Math.max(dx, Math.abs(this.#positions[3 * index + 1]! - place.y))
  }
}
