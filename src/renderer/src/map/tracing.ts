/** The hand draws a line: in one stroke, or corner by corner with clicks until a double click or Enter ends it. */
import type { Point } from './camera'
import { State, type InteractionHost, type PointerSample } from './hand-state'

/** Pixels between two corners of a stroke. */
const stepPx = 3
/** What moves less is a click. */
const clickSlackPx = 4

export class Tracing extends State {
  readonly #idle: State
  readonly #line: Point[]
  /** Where the button went down, and how many corners there were; undefined while it is up. */
  #press: { at: Point; corners: number } | undefined

  /** @param idle takes over when the line is ended */
  constructor(host: InteractionHost, { x, y }: PointerSample, idle: State) {
    super(host)
    this.#idle = idle
    this.#line = [{ x, y }]
    this.#press = { at: { x, y }, corners: 1 }
  }

  override enter(): void {
    this.host.setCursor('crosshair')
  }

  override down({ x, y }: PointerSample): State {
    this.#add({ x, y }, clickSlackPx)
    this.#press = { at: { x, y }, corners: this.#line.length }
    this.#show()
    return this
  }

  override move({ x, y }: PointerSample): State {
    if (this.#press) this.#add({ x, y }, stepPx)
    this.#show(this.#press ? undefined : { x, y })
    return this
  }

  override up({ x, y }: PointerSample): State {
    const press = this.#press
    this.#press = undefined
    if (press && far(press.at, { x, y }, clickSlackPx)) return this.#end()
    // A hand that trembles while it clicks makes one corner.
    if (press) this.#line.length = press.corners
    return this
  }

  override finish(): State {
    return this.#line.length > 1 ? this.#end() : this.cancel()
  }

  override cancel(): State {
    this.host.trace(undefined)
    return this.#idle
  }

  #end(): State {
    this.host.trace(this.#line, true)
    return this.#idle
  }

  #show(next?: Point): void {
    this.host.trace(next ? [...this.#line, next] : this.#line)
  }

  #add(point: Point, leastPx: number): void {
    if (far(this.#line.at(-1)!, point, leastPx)) this.#line.push(point)
  }
}

const far = (a: Point, b: Point, leastPx: number): boolean => Math.hypot(a.x - b.x, a.y - b.y) >= leastPx
