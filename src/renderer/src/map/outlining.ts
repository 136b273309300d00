/** The hand draws an outline around points: a lasso, or a box from corner to corner. */
import type { Point } from './camera'
import { State, type InteractionHost, type PointerSample } from './hand-state'
import { rectangleOf } from './lasso'

/** Pixels between two corners of a lasso. */
const stepPx = 2

export class Outlining extends State {
  readonly #start: PointerSample
  readonly #idle: State
  #outline: Point[]

  /** @param idle takes over when the outline is closed */
  constructor(host: InteractionHost, start: PointerSample, idle: State) {
    super(host)
    this.#start = start
    this.#idle = idle
    this.#outline = [{ x: start.x, y: start.y }]
  }

  override enter(): void {
    this.host.setCursor('crosshair')
  }

  override move({ x, y }: PointerSample): State {
    const last = this.#outline.at(-1)!
    if (this.#start.outline === 'rectangle') this.#outline = rectangleOf(this.#start, { x, y })
    else if (Math.hypot(x - last.x, y - last.y) >= stepPx) this.#outline.push({ x, y })
    this.host.showOutline(this.#outline)
    return this
  }

  override up(): State {
    this.host.showOutline(undefined)
    // A click encloses nothing.
    if (this.#outline.length > 2) this.host.markWithin(this.#outline, this.#start.adds ?? false)
    return this.#idle
  }

  override cancel(): State {
    this.host.showOutline(undefined)
    return this.#idle
  }
}
