/** What the hand's states share: the pointer's samples, and what they may do to the map. */
import type { Place, Point } from './camera'
import type { Trace } from './motion'

type Outline = 'lasso' | 'rectangle'
/** What the hand draws: around points, or a line. */
export type Tool = Outline | 'path'

export interface Target {
  index: number
  pointInMap: Place
}

/** What the states may do to the map. */
export interface InteractionHost {
  /** Whether points can be taken to another place. */
  readonly canDrag: boolean
  /** Whether the map is seen in space, so that a hand on empty ground turns it. */
  readonly canTurn: boolean
  pick(pointOnScreen: Point): Target | undefined
  /** In space, in the plane through `through` that is parallel to the screen. */
  mapFromScreen(pointOnScreen: Point, through: Place): Place
  hover(index: number | undefined, pointOnScreen: Point): void
  /** On a point, or on empty ground. */
  click(index: number | undefined, pointOnScreen: Point): void
  /** One more, or one less, of those that are marked. */
  toggle(index: number): void
  /** While it is being drawn; undefined when it is over. */
  showOutline(outline: readonly Point[] | undefined): void
  markWithin(outline: readonly Point[], adds: boolean): void
  /** A line while it is drawn and when it ends; undefined when it was given up. */
  trace(line: readonly Point[] | undefined, isWhole?: boolean): void
  panBy(movedPx: Point): void
  turnBy(movedPx: Point): void
  glide(velocityPxPerMs: Point, turns: boolean): void
  stopMoving(): void
  zoomAt(cursorOnScreen: Point, factor: number): void
  startDrag(target: Target): void
  drag(index: number, pointInMap: Place, pointOnScreen: Point): void
  endDrag(index: number, pointInMap: Place): void
  cancelDrag(target: Target): void
  setCursor(cursor: 'default' | 'pointer' | 'grab' | 'grabbing' | 'crosshair'): void
}

export interface PointerSample extends Trace {
  pointerId: number
  /** What the hand draws, if it draws. */
  outline?: Tool | undefined
  /** With Shift, what is marked comes to what was. */
  adds?: boolean
  /** With the right button, or Shift, a hand moves the map even where it would turn it. */
  pans?: boolean
  isRightButton?: boolean
}

export abstract class State {
  protected readonly host: InteractionHost
  constructor(host: InteractionHost) {
    this.host = host
  }
  enter?(): void
  exit?(): void
  down?(sample: PointerSample): State
  move?(sample: PointerSample): State
  up?(sample: PointerSample): State
  /** Enter was pressed, or the button twice. */
  finish?(): State
  /** Escape was pressed, or the system took the pointer away. */
  cancel?(): State
}
