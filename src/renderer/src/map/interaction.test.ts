import { beforeEach, describe, expect, it } from 'vitest'
import type { InteractionHost, Target } from './hand-state'
import { Interaction } from './interaction'

/** A map whose only point lies at (50, 50); one pixel is one unit. Writes down what is asked of it. */
class RecordingHost implements InteractionHost {
  readonly calls: string[] = []
  canDrag = true
  canTurn = false
  readonly target: Target = { index: 7, pointInMap: { x: 50, y: 50, z: 0 } }
  pick = ({ x, y }: { x: number; y: number }) => (Math.hypot(x - 50, y - 50) < 10 ? this.target : undefined)
  mapFromScreen = (place: { x: number; y: number }) => ({ x: place.x, y: place.y, z: 0 })
  hover = (index: number | undefined) => this.#note('hover', index)
  click = (index: number | undefined) => this.#note('click', index)
  toggle = (index: number) => this.#note('toggle', index)
  showOutline = () => {}
  markWithin = (outline: readonly { x: number; y: number }[], adds: boolean) =>
    this.#note(adds ? 'add' : 'mark', outline.map(({ x, y }) => `${x},${y}`).join(' '))
  trace = (line: readonly { x: number; y: number }[] | undefined, isWhole?: boolean) =>
    this.#note(isWhole ? 'path' : 'trace', line?.map(({ x, y }) => `${x},${y}`).join(' '))
  panBy = (moved: { x: number; y: number }) => this.#note('pan', moved.x, moved.y)
  turnBy = (moved: { x: number; y: number }) => this.#note('turn', moved.x, moved.y)
  glide = (velocity: { x: number; y: number }, turns: boolean) =>
    this.#note(turns ? 'spin' : 'glide', velocity.x > 0)
  stopMoving = () => this.#note('stop')
  zoomAt = (_: unknown, factor: number) => this.#note('zoom', factor)
  startDrag = (target: Target) => this.#note('start', target.index)
  drag = (index: number, at: { x: number; y: number }) => this.#note('drag', index, at.x, at.y)
  endDrag = (index: number, at: { x: number; y: number }) => this.#note('end', index, at.x, at.y)
  cancelDrag = (target: Target) => this.#note('cancel', target.pointInMap.x)
  setCursor = () => {}
  #note(...parts: unknown[]): void {
    this.calls.push(parts.map(String).join(' '))
  }
}

let host: RecordingHost
let hand: Interaction
let timeMs = 0
const at = (x: number, y: number, pointerId = 1) => ({ x, y, pointerId, timeMs: (timeMs += 8) })

beforeEach(() => {
  host = new RecordingHost()
  hand = new Interaction(host)
})

describe('the hand', () => {
  it('selects by a click that trembles no more than 3 px', () => {
    hand.down(at(52, 50))
    hand.move(at(54, 51))
    hand.up(at(54, 51))
    expect(host.calls).toEqual(['stop', 'click 7'])
  })

  it('drags a point at once beyond 3 px, without a jump into the hand', () => {
    hand.down(at(52, 50))
    hand.move(at(56, 50))
    hand.move(at(80, 40))
    hand.up(at(80, 40))
    expect(host.calls).toEqual(['stop', 'start 7', 'drag 7 54 50', 'drag 7 78 40', 'end 7 78 40'])
    expect(hand.isIdle).toBe(true)
  })

  it('moves the view by a point that cannot be dragged, and still selects it by a click', () => {
    host.canDrag = false
    hand.down(at(50, 50))
    hand.move(at(60, 50))
    hand.up(at(60, 50))
    hand.down(at(50, 50))
    hand.up(at(50, 50))
    expect(host.calls).toEqual(['stop', 'pan 10 0', 'glide true', 'stop', 'click 7'])
  })

  it('lets a dragged point spring back when the drag is cancelled', () => {
    hand.down(at(50, 50))
    hand.move(at(90, 50))
    hand.cancel()
    hand.move(at(95, 50))
    hand.up(at(95, 50))
    expect(host.calls.slice(2)).toEqual(['drag 7 90 50', 'cancel 50', 'hover undefined'])
  })

  it('pans on empty ground and lets it glide', () => {
    hand.down(at(200, 200))
    for (let x = 210; x <= 250; x += 10) hand.move(at(x, 200))
    hand.up(at(250, 200))
    expect(host.calls).toEqual(['stop', ...Array<string>(5).fill('pan 10 0'), 'glide true'])
  })

  it('deselects by a click on empty ground', () => {
    hand.down(at(200, 200))
    hand.up(at(200, 200))
    expect(host.calls).toEqual(['stop', 'click undefined'])
  })

  it('pinches with two fingers and goes on panning with one', () => {
    hand.down(at(200, 200, 1))
    hand.down(at(300, 200, 2))
    hand.move(at(400, 200, 2))
    hand.up(at(400, 200, 2))
    expect(host.calls).toEqual(['stop', 'pan 50 0', 'zoom 2'])
    expect(hand.isIdle).toBe(false)
  })

  it('turns a map in space on empty ground, and moves it with the right button or Shift', () => {
    host.canTurn = true
    const stroke = (how: object): void => {
      hand.down({ ...at(200, 200), ...how })
      hand.move(at(210, 205))
      hand.up(at(210, 205))
    }
    stroke({})
    stroke({ pans: true })
    expect(host.calls).toEqual(['stop', 'turn 10 5', 'spin true', 'stop', 'pan 10 5', 'glide true'])
  })

  it('takes no point by the right button, and selects nothing by it', () => {
    hand.down({ ...at(50, 50), pans: true, isRightButton: true })
    hand.up(at(50, 50))
    expect(host.calls).toEqual(['stop'])
  })

  it('marks one more by a click with Shift', () => {
    hand.down({ ...at(52, 50), adds: true, pans: true })
    hand.up(at(52, 50))
    expect(host.calls).toEqual(['stop', 'toggle 7'])
  })

  it('draws a lasso and a box, over points too, and drops them when cancelled', () => {
    const stroke = (how: object, end: () => void): void => {
      hand.down({ ...at(50, 50), ...how })
      hand.move(at(50.5, 50))
      hand.move(at(80, 50))
      hand.move(at(80, 60))
      end()
    }
    stroke({ outline: 'lasso' }, () => hand.up(at(80, 60)))
    stroke({ outline: 'rectangle', adds: true }, () => hand.up(at(80, 60)))
    stroke({ outline: 'lasso' }, () => hand.cancel())
    const marked = ['mark 50,50 80,50 80,60', 'add 50,50 80,50 80,60 50,60']
    expect(host.calls.filter((call) => call !== 'stop')).toEqual(marked)
    expect(hand.isIdle).toBe(true)
  })

  it('draws a path in one stroke, which ends when it is let go', () => {
    const tool = { outline: 'path' as const }
    hand.down({ ...at(0, 0), ...tool })
    hand.move(at(10, 0))
    hand.move(at(11, 0))
    hand.move(at(20, 5))
    hand.up(at(20, 5))
    expect(host.calls.at(-1)).toBe('path 0,0 10,0 20,5')
    expect(hand.isIdle).toBe(true)
  })

  it('draws a path by its corners until Enter, and gives it up on Escape', () => {
    const click = (x: number, y: number) => {
      hand.down({ ...at(x, y), outline: 'path' as const })
      hand.move(at(x + 2, y))
      hand.up(at(x + 2, y))
    }
    click(0, 0)
    hand.move(at(30, 0))
    expect(host.calls.at(-1)).toBe('trace 0,0 30,0')
    click(60, 0)
    click(60, 40)
    click(61, 40)
    hand.finish()
    expect(host.calls.at(-1)).toBe('path 0,0 60,0 60,40')
    click(0, 0)
    click(50, 9)
    hand.cancel()
    expect(host.calls.at(-1)).toBe('trace undefined')
    expect(hand.isIdle).toBe(true)
  })
})
