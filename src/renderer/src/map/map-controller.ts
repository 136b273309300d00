/** Between the hand and the map: carries out what the interaction states ask for and tells the host of the component. */
import type { Point, Place } from './camera'
import type { InteractionHost, Target, Tool } from './hand-state'
import type { LatentMap } from './latent-map'
import type { MapCallbacks, Marking } from './map-props'
import { Probing } from './probing'

const stepFactor = 1.6

export interface ControllerEvents {
  /** The component's callbacks, read anew each time, because they are props. */
  callbacks(): MapCallbacks
  selected(): number | undefined
  setCursor(cursor: string): void
  marked(): ReadonlySet<number> | undefined
  /** The outline that is being drawn; undefined when there is none. */
  onoutline(outline: readonly Point[] | undefined): void
  /** What the next stroke of the hand draws. */
  ontool(tool: Tool | undefined): void
  /** Where the picture rides along; undefined when the hand is empty. */
  onhold(pointOnScreen: Point | undefined, of?: 'edit' | 'probe'): void
}

export class MapController implements InteractionHost {
  readonly #map: LatentMap
  readonly #events: ControllerEvents
  readonly probing = new Probing(this)
  #hovered: number | undefined
  #tool: Tool | undefined

  constructor(map: LatentMap, events: ControllerEvents) {
    this.#map = map
    this.#events = events
  }

  pick(pointOnScreen: Point): Target | undefined {
    return this.#map.pick(pointOnScreen)
  }

  mapFromScreen(pointOnScreen: Point, through: Place): Place {
    return this.#map.mapFromScreen(pointOnScreen, through)
  }

  get canTurn(): boolean {
    return this.#map.dimensions === 3
  }

  get canDrag(): boolean {
    return this.#events.callbacks().ondrag !== undefined
  }

  hover(index: number | undefined): void {
    if (index === this.#hovered) return
    this.#hovered = index
    this.#map.setHovered(index)
    this.#events.callbacks().onhover?.(index)
  }

  click(index: number | undefined, pointOnScreen: Point): void {
    const { onclick } = this.#events.callbacks()
    const selected = this.#events.selected()
    const through = selected === undefined ? undefined : this.#map.placeOf(selected)
    const isAnswered = onclick?.(index, this.#told(this.#map.mapFromScreen(pointOnScreen, through))) ?? false
    if (!isAnswered) this.select(index)
  }

  select(index: number | undefined): void {
    if (index !== this.#events.selected()) this.#events.callbacks().onselect?.(index)
  }

  get canMark(): boolean {
    return this.#events.callbacks().onmark !== undefined
  }

  /** What the next stroke draws, if it is not to move or turn the map. */
  get tool(): Tool | undefined {
    return this.#tool
  }

  /** Takes a tool for one stroke; the same once more puts it down. */
  take(tool: Tool | undefined): void {
    this.#tool = tool === this.#tool ? undefined : tool
    this.#events.ontool(this.#tool)
    this.setCursor('default')
  }

  toggle(index: number): void {
    if (!this.canMark) return this.select(index)
    this.#mark([index], 'toggle')
  }

  showOutline(outline: readonly Point[] | undefined): void {
    this.#events.onoutline(outline)
  }

  markWithin(outline: readonly Point[], adds: boolean): void {
    this.take(undefined)
    this.#mark(this.#map.pointsWithin(outline), adds ? 'add' : 'replace')
  }

  trace(line: readonly Point[] | undefined, isWhole = false): void {
    if (isWhole || !line) this.take(undefined)
    const places = line?.map((point) => this.#told(this.placeUnder(point)))
    this.#events.callbacks().ontrace?.(places, isWhole)
  }

  get canTrace(): boolean {
    return this.#events.callbacks().ontrace !== undefined
  }

  clearMarks(): void {
    this.#mark([], 'replace')
  }

  panBy(movedPx: Point): void {
    this.#map.rig.panBy(movedPx)
    this.#map.invalidate()
  }

  turnBy(movedPx: Point): void {
    this.#map.rig.turnBy(movedPx)
    this.#map.invalidate()
  }

  glide(velocityPxPerMs: Point, turns: boolean): void {
    this.#map.rig.glide(velocityPxPerMs, turns)
    this.#map.invalidate()
  }

  stopMoving(): void {
    this.#map.rig.stop()
  }

  zoomAt(cursorOnScreen: Point, factor: number): void {
    this.#map.rig.zoomNow(cursorOnScreen, factor)
    this.#map.invalidate()
  }

  zoomSmoothly(cursorOnScreen: Point, factor: number): void {
    const through = this.canTurn ? this.pick(cursorOnScreen)?.pointInMap : undefined
    this.#map.rig.zoomSmoothly(cursorOnScreen, factor, through)
    this.#map.invalidate()
  }

  zoomBy(factor: number): void {
    const { width, height } = this.#map.rig.viewport
    this.zoomSmoothly({ x: width / 2, y: height / 2 }, factor)
  }

  fit(): void {
    this.#map.fit()
  }

  startDrag({ index, pointInMap }: Target): void {
    this.hover(undefined)
    this.select(index)
    this.#map.hold(index, pointInMap)
    this.#events.callbacks().ondragstart?.(index, this.#told(pointInMap))
  }

  drag(index: number, pointInMap: Place, pointOnScreen: Point): void {
    this.#map.hold(index, pointInMap)
    this.#events.onhold(pointOnScreen)
    this.#events.callbacks().ondrag?.(index, this.#told(pointInMap))
  }

  endDrag(index: number, pointInMap: Place): void {
    this.#map.hold(index, pointInMap)
    this.#map.release()
    this.#events.onhold(undefined)
    this.#events.callbacks().ondragend?.(index, this.#told(pointInMap))
  }

  cancelDrag({ index, pointInMap }: Target): void {
    this.#map.springBack(pointInMap)
    this.#events.onhold(undefined)
    this.#events.callbacks().ondragcancel?.(index)
  }

  placeUnder(pointOnScreen: Point): Place {
    const selected = this.#events.selected()
    return this.#map.mapFromScreen(pointOnScreen, selected === undefined ? undefined : this.placeOf(selected))
  }

  placeOf(index: number): Place {
    return this.#map.placeOf(index)
  }

  screenFromMap(pointInMap: Place): Point {
    return this.#map.screenFromMap(pointInMap)
  }

  probe(pointInMap: Place, index: number | undefined, pointOnScreen: Point): void {
    const { onprobe } = this.#events.callbacks()
    if (!onprobe) return
    this.#events.onhold(pointOnScreen, 'probe')
    onprobe(this.#told(pointInMap), index)
  }

  endProbe(): void {
    this.#events.onhold(undefined)
    this.#events.callbacks().onprobe?.(undefined)
  }

  setCursor(cursor: string): void {
    this.#events.setCursor(this.#tool ? 'crosshair' : cursor)
  }

  /** Answers a key of the idle map; false when it is none of the map's. */
  key(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'>): boolean {
    const direction = directions[event.key]
    if (direction && event.shiftKey && this.canTurn) this.#turn(direction)
    else if (direction && (event.shiftKey || event.altKey)) this.#nudge(direction)
    else if (event.altKey) return false
    else if (direction) this.#walk(direction)
    else if (event.key === 'Enter' && this.#hovered !== undefined) this.select(this.#hovered)
    else if (event.key === '+' || event.key === '=') this.zoomBy(stepFactor)
    else if (event.key === '-') this.zoomBy(1 / stepFactor)
    else if (event.key === '0') this.fit()
    else return this.#markingKey(event.key)
    return true
  }

  #markingKey(key: string): boolean {
    if (this.canTrace && key.toLowerCase() === 'p') return this.#taken('path')
    if (key === 'Escape' && this.#tool === 'path') return this.#taken(undefined)
    const hasMarks = (this.#events.marked()?.size ?? 0) > 0
    if (!this.canMark) return false
    if (key.toLowerCase() === 'l') this.take('lasso')
    else if (key.toLowerCase() === 'r') this.take('rectangle')
    else if (key === 'Escape' && this.#tool) this.take(undefined)
    else if (key === 'Escape' && hasMarks) this.clearMarks()
    else return false
    return true
  }

  #taken(tool: Tool | undefined): true {
    this.take(tool)
    return true
  }

  #mark(indices: Iterable<number>, how: Marking): void {
    const { onmark, onannounce } = this.#events.callbacks()
    onmark?.(indices, how)
    const count = this.#events.marked()?.size ?? 0
    onannounce?.(count === 1 ? '1 image selected' : `${count.toLocaleString('en')} images selected`)
  }

  #walk(direction: Point): void {
    const from = this.#hovered ?? this.#events.selected()
    const next = from === undefined ? this.#map.nearestToCentre() : this.#map.neighbour(from, direction)
    if (next === undefined) return
    this.hover(next)
    this.#bringIntoView(next)
    this.probing.moveTo(next)
    const { describe, onannounce } = this.#events.callbacks()
    onannounce?.(`${describe?.(next) ?? `Image ${next}`}. Press Enter to select it, Space to see it.`)
  }

  /** Moves the selected point by 8 px: dragging without a pointer. */
  #nudge(direction: Point): void {
    const index = this.#events.selected()
    if (index === undefined || !this.canDrag || !this.#map.isSeen(index)) return
    const from = this.#map.placeOf(index)
    const onScreen = this.#map.screenFromMap(from)
    const beside = { x: onScreen.x + 8 * direction.x, y: onScreen.y - 8 * direction.y }
    const to = this.#map.mapFromScreen(beside, from)
    const { ondragstart, ondrag, ondragend } = this.#events.callbacks()
    this.#map.hold(index, to)
    ondragstart?.(index, this.#told(from))
    ondrag?.(index, this.#told(to))
    this.#map.release()
    ondragend?.(index, this.#told(to))
  }

  /** By 7.5 degrees, as if the hand had moved the map that way. */
  #turn(direction: Point): void {
    const stepPx = this.#map.rig.viewport.height / 24
    this.turnBy({ x: stepPx * direction.x, y: -stepPx * direction.y })
  }

  /** A place as the host knows it: as many numbers as the map has dimensions. */
  #told({ x, y, z }: Place): number[] {
    return this.#map.dimensions === 3 ? [x, y, z] : [x, y]
  }

  #bringIntoView(index: number): void {
    const { width, height } = this.#map.rig.viewport
    const { x, y } = this.#map.screenFromMap(this.#map.placeOf(index))
    const marginPx = 40
    const isInside = x > marginPx && y > marginPx && x < width - marginPx && y < height - marginPx
    if (!isInside) this.#map.centreOn(index)
  }
}

/** Up is up in the map. */
const directions: Record<string, Point | undefined> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
}
