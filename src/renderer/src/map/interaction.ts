/**
 * What the hand does, as states with enter and exit: idle, moving or turning the map, pressing a point, dragging it, pinching.
 * Knows the DOM only through the plain events it is given, so that tests can play it without a window.
 */
import type { Place, Point } from './camera'
import { State, type InteractionHost, type PointerSample, type Target } from './hand-state'
import { releaseVelocity } from './motion'
import { along } from './orbit'
import { Outlining } from './outlining'
import { Tracing } from './tracing'

/** Pixels that a press may move and still be a click. */
const clickSlackPx = 3

class Idle extends State {
  override enter(): void {
    this.host.setCursor('default')
  }
  override down(sample: PointerSample): State {
    this.host.stopMoving()
    if (sample.outline === 'path') return new Tracing(this.host, sample, this)
    if (sample.outline) return new Outlining(this.host, sample, this)
    const target = sample.isRightButton ? undefined : this.host.pick(sample)
    return target ? new Pressing(this.host, sample, target) : new Moving(this.host, sample)
  }
  override move(sample: PointerSample): State {
    const target = this.host.pick(sample)
    this.host.hover(target?.index, sample)
    this.host.setCursor(target ? 'pointer' : 'default')
    return this
  }
}

/** The button is down on a point: a click, or the first 3 px of a drag. */
class Pressing extends State {
  readonly #start: PointerSample
  readonly #target: Target
  constructor(host: InteractionHost, start: PointerSample, target: Target) {
    super(host)
    this.#start = start
    this.#target = target
  }
  override down(sample: PointerSample): State {
    return new Pinching(this.host, this.#start, sample)
  }
  override move(sample: PointerSample): State {
    if (distancePx(this.#start, sample) <= clickSlackPx) return this
    if (!this.host.canDrag) return new Moving(this.host, this.#start).move(sample)
    return new Dragging(this.host, this.#start, this.#target).begin(sample)
  }
  override up(): State {
    if (this.#start.adds) this.host.toggle(this.#target.index)
    else this.host.click(this.#target.index, this.#start)
    return new Idle(this.host)
  }
  override cancel(): State {
    return new Idle(this.host)
  }
}

class Dragging extends State {
  readonly #target: Target
  /** From the cursor to the point's middle, so that it does not jump into the hand. */
  readonly #grip: Place
  constructor(host: InteractionHost, start: PointerSample, target: Target) {
    super(host)
    this.#target = target
    this.#grip = along(target.pointInMap, host.mapFromScreen(start, target.pointInMap), -1)
  }
  begin(sample: PointerSample): State {
    this.host.setCursor('grabbing')
    this.host.startDrag(this.#target)
    return this.move(sample)
  }
  override move(sample: PointerSample): State {
    this.host.drag(this.#target.index, this.#pointInMap(sample), sample)
    return this
  }
  override up(sample: PointerSample): State {
    this.host.endDrag(this.#target.index, this.#pointInMap(sample))
    return new Idle(this.host)
  }
  override cancel(): State {
    this.host.cancelDrag(this.#target)
    return new Idle(this.host)
  }
  #pointInMap(sample: PointerSample): Place {
    return along(this.#grip, this.host.mapFromScreen(sample, this.#target.pointInMap), 1)
  }
}

/** The hand moves the map, or turns it in space. */
class Moving extends State {
  readonly #start: PointerSample
  readonly #turns: boolean
  #traces: PointerSample[]
  #moved = false
  constructor(host: InteractionHost, start: PointerSample) {
    super(host)
    this.#start = start
    this.#traces = [start]
    this.#turns = host.canTurn && !start.pans
  }
  override down(sample: PointerSample): State {
    return new Pinching(this.host, this.#traces.at(-1)!, sample)
  }
  override move(sample: PointerSample): State {
    this.#moved ||= distancePx(this.#start, sample) > clickSlackPx
    if (!this.#moved) return this
    const last = this.#traces.at(-1)!
    this.host.setCursor('grabbing')
    const movedPx = { x: sample.x - last.x, y: sample.y - last.y }
    if (this.#turns) this.host.turnBy(movedPx)
    else this.host.panBy(movedPx)
    this.#traces = [...this.#traces.slice(-15), sample]
    return this
  }
  override up(sample: PointerSample): State {
    if (this.#moved) this.host.glide(releaseVelocity(this.#traces, sample.timeMs), this.#turns)
    else if (!this.#start.isRightButton) this.host.click(undefined, this.#start)
    return new Idle(this.host)
  }
  override cancel(): State {
    return new Idle(this.host)
  }
}

/** Two fingers: what lies between them stays between them. */
class Pinching extends State {
  readonly #fingers = new Map<number, PointerSample>()
  constructor(host: InteractionHost, first: PointerSample, second: PointerSample) {
    super(host)
    for (const finger of [first, second]) this.#fingers.set(finger.pointerId, finger)
  }
  override move(sample: PointerSample): State {
    const before = this.#grasp()
    this.#fingers.set(sample.pointerId, sample)
    const after = this.#grasp()
    this.host.panBy({ x: after.middle.x - before.middle.x, y: after.middle.y - before.middle.y })
    this.host.zoomAt(after.middle, after.spreadPx / before.spreadPx)
    return this
  }
  override up(sample: PointerSample): State {
    this.#fingers.delete(sample.pointerId)
    const [left] = this.#fingers.values()
    return left ? new Moving(this.host, left) : new Idle(this.host)
  }
  override cancel(): State {
    return new Idle(this.host)
  }
  #grasp(): { middle: Point; spreadPx: number } {
    const [a, b] = [...this.#fingers.values()] as [PointerSample, PointerSample]
    return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spreadPx: Math.max(distancePx(a, b), 10) }
  }
}

/** Hands events to the state in charge and changes states. */
export class Interaction {
  #state: State
  constructor(host: InteractionHost) {
    this.#state = new Idle(host)
  }
  get isIdle(): boolean {
    return this.#state instanceof Idle
  }
  get isOutlining(): boolean {
    return this.#state instanceof Outlining || this.#state instanceof Tracing
  }
  get isDragging(): boolean {
    return this.#state instanceof Dragging
  }
  down(sample: PointerSample): void {
    this.#change(this.#state.down?.(sample))
  }
  move(sample: PointerSample): void {
    this.#change(this.#state.move?.(sample))
  }
  up(sample: PointerSample): void {
    this.#change(this.#state.up?.(sample))
  }
  finish(): void {
    this.#change(this.#state.finish?.())
  }
  cancel(): void {
    this.#change(this.#state.cancel?.())
  }
  #change(next: State | undefined): void {
    if (!next || next === this.#state) return
    this.#state.exit?.()
    this.#state = next
    next.enter?.()
  }
}

function distancePx(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
