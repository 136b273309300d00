import { placeAt, placesWithin, steppedBy, type Box, type Layout } from './layout'
import type { GridCallbacks, Marking } from './look'

/** Pulling less is a click with an unsteady hand. */
const slackPx = 4

interface Point {
  x: number
  y: number
}

/** Held keys. */
interface Held {
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}

interface Keystroke extends Held {
  key: string
  altKey: boolean
}

interface Shown {
  images: () => Uint32Array
  layout: () => Layout
  selected: () => number | undefined
  marked: () => ReadonlySet<number>
  /** Whole rows in view. */
  pageRows: () => number
  callbacks: () => GridCallbacks
  /** Brings a place into view. */
  show: (place: number) => void
}

/** What hand and keyboard do on the grid: a click takes one, a pull all in a box, keys walk. */
export class Working {
  /** While it is drawn. */
  box: Box | undefined = $state.raw()
  /** Where the keyboard is. */
  active: number | undefined = $state()
  readonly #shown: Shown
  /** Where a range begins. */
  #anchor: number | undefined
  /** With what was marked when it began. */
  #press: { at: Point; held: Held; marked: ReadonlySet<number> } | undefined

  constructor(shown: Shown) {
    this.#shown = shown
  }

  press(at: Point, { shiftKey, ctrlKey, metaKey }: Held): void {
    this.#press = { at, held: { shiftKey, ctrlKey, metaKey }, marked: this.#shown.marked() }
  }

  move(to: Point, { buttons }: { buttons: number }): void {
    const press = this.#press
    if (!press || buttons === 0) return this.#hover(to)
    const { at } = press
    if (!this.box && Math.hypot(to.x - at.x, to.y - at.y) < slackPx) return
    if (this.#call.isOverTaker()) return this.#call.onpreview(undefined)
    const [left, right] = [Math.min(at.x, to.x), Math.max(at.x, to.x)]
    this.box = { left, right, top: Math.min(at.y, to.y), bottom: Math.max(at.y, to.y) }
    this.#call.onpreview(this.#taken(this.box, press))
  }

  release(): void {
    const [press, box] = [this.#press, this.box]
    this.#press = this.box = undefined
    const pressed = press && placeAt(press.at.x, press.at.y, this.#shown.layout())
    if (box && pressed !== undefined && this.#call.onletgo(this.#shown.images()[pressed]!))
      return this.#call.onpreview(undefined)
    if (press && box) this.#mark(this.#taken(box, press), 'replace')
    else if (press) this.#click(press.at, press.held)
  }

  cancel(): void {
    if (this.box) this.#call.onpreview(undefined)
    this.#press = this.box = undefined
  }

  /** @returns whether it was one of the grid's */
  key(event: Keystroke): boolean {
    const { key } = event
    if (event.altKey) return false
    if (key === 'Escape') return this.#leave()
    if (key === '+' || key === '=' || key === '-') return this.#resize(key === '-' ? -1 : 1)
    const place = this.#place(this.active ?? this.#shown.selected())
    if (key === 'Enter' || key === ' ') return this.#take(key, place)
    const next = steppedBy(key, Math.max(place, 0), this.#shown.pageRows(), this.#shown.layout())
    if (next === undefined || this.#shown.images().length === 0) return false
    this.#walk(place < 0 ? 0 : next, event)
    return true
  }

  get #call(): GridCallbacks {
    return this.#shown.callbacks()
  }

  #click(at: Point, held: Held): void {
    const place = placeAt(at.x, at.y, this.#shown.layout())
    if (place === undefined) return
    const image = this.#shown.images()[place]!
    this.active = image
    if (held.shiftKey) return this.#markTo(place, held.ctrlKey || held.metaKey)
    this.#anchor = image
    if (held.ctrlKey || held.metaKey) this.#mark([image], 'toggle')
    else this.#call.onselect(image)
  }

  #walk(place: number, { shiftKey, ctrlKey, metaKey }: Held): void {
    const image = this.#shown.images()[place]!
    if (shiftKey) this.#anchor ??= this.active ?? this.#shown.selected()
    else this.#anchor = image
    this.active = image
    this.#shown.show(place)
    this.#call.onhover(image)
    if (shiftKey) this.#markTo(place, ctrlKey || metaKey)
  }

  #take(key: string, place: number): boolean {
    const image = this.#shown.images()[place]
    if (image === undefined) return false
    if (key === 'Enter') this.#call.onselect(image)
    else this.#mark([image], 'toggle')
    this.#anchor = image
    return true
  }

  #leave(): boolean {
    if (this.#press) this.cancel()
    else if (this.#shown.marked().size > 0) this.#mark([], 'replace')
    else return false
    return true
  }

  #resize(steps: number): boolean {
    this.#call.onresize(steps)
    return true
  }

  /** From where the range begins to here. */
  #markTo(place: number, adds: boolean): void {
    const from = this.#place(this.#anchor ?? this.#shown.selected())
    const [first, last] = from < 0 ? [place, place] : [Math.min(from, place), Math.max(from, place)]
    this.#mark(this.#shown.images().subarray(first, last + 1), adds ? 'add' : 'replace')
  }

  #mark(images: Iterable<number>, how: Marking): void {
    this.#call.onmark(images, how)
    const count = this.#shown.marked().size
    this.#call.onannounce(count === 1 ? '1 image selected' : `${count.toLocaleString('en')} images selected`)
  }

  #hover({ x, y }: Point): void {
    const place = placeAt(x, y, this.#shown.layout())
    this.#call.onhover(place === undefined ? undefined : this.#shown.images()[place])
  }

  /** What a box takes, and with a key held what was marked before. */
  #taken(box: Box, { held, marked }: { held: Held; marked: ReadonlySet<number> }): number[] {
    const images = this.#shown.images()
    const within = placesWithin(box, this.#shown.layout()).map((place) => images[place]!)
    return held.shiftKey || held.ctrlKey || held.metaKey ? [...marked, ...within] : within
  }

  #place(image: number | undefined): number {
    return image === undefined ? -1 : this.#shown.images().indexOf(image)
  }
}
