/** Space is held: what lies under the pointer, or the point one has walked to, is looked at and nothing is touched. */
import type { Place, Point } from './camera'
import type { Target } from './hand-state'

/** The picture of a point rather than of its surroundings, this near to its middle. */
const nearPx = 6

interface ProbeHost {
  pick(pointOnScreen: Point): Target | undefined
  /** In space, in the plane through the selected point that is parallel to the screen. */
  placeUnder(pointOnScreen: Point): Place
  placeOf(index: number): Place
  screenFromMap(pointInMap: Place): Point
  /** @param index of the image whose own code it is */
  probe(pointInMap: Place, index: number | undefined, pointOnScreen: Point): void
  endProbe(): void
}

export class Probing {
  readonly #host: ProbeHost
  #isHeld = false
  /** Where the pointer is, or the point that one has walked to since it moved. */
  #at: Point | number | undefined

  constructor(host: ProbeHost) {
    this.#host = host
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Undefined when the pointer has left. */
  moveTo(at: Point | number | undefined): void {
    this.#at = at
    if (this.#isHeld) this.#look()
  }

  /** Returns whether there is anything to look at. */
  press(): boolean {
    if (this.#at === undefined) return false
    if (!this.#isHeld) this.#look()
    this.#isHeld = true
    return true
  }

  release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#host.endProbe()
  }

  #look(): void {
    const at = this.#at
    if (at === undefined) return this.#host.endProbe()
    if (typeof at === 'number') return this.#lookAtPoint(at)
    const near = this.#host.pick(at)?.index
    const place = near === undefined ? undefined : this.#host.screenFromMap(this.#host.placeOf(near))
    const isOnIt = place && Math.hypot(place.x - at.x, place.y - at.y) <= nearPx
    this.#host.probe(this.#host.placeUnder(at), isOnIt ? near : undefined, at)
  }

  #lookAtPoint(index: number): void {
    const place = this.#host.placeOf(index)
    this.#host.probe(place, index, this.#host.screenFromMap(place))
  }
}
