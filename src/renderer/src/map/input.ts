/** Listens to the canvas and turns DOM events into samples for the interaction. */
import type { PointerSample, Tool } from './hand-state'
import { Interaction } from './interaction'
import type { MapController } from './map-controller'

/** Moves between two frames arrive at most this often: more would only heat the processor. */
const rawIntervalMs = 4

/** Returns what takes the listeners away again. */
export function listenToInput(canvas: HTMLCanvasElement, controller: MapController): () => void {
  const listening = new AbortController()
  const input = new CanvasInput(canvas, controller)
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    handle: (event: HTMLElementEventMap[Name]) => void,
  ) => canvas.addEventListener(name, handle, { signal: listening.signal, passive: false })
  on('pointerdown', (event) => input.down(event))
  on('pointermove', (event) => input.move(event))
  on('pointerup', (event) => input.up(event))
  on('pointercancel', () => input.cancel())
  on('pointerleave', () => input.leave())
  on('wheel', (event) => input.wheel(event))
  on('dblclick', (event) => input.doubleClick(event))
  on('keydown', (event) => input.key(event))
  const { signal } = listening
  window.addEventListener('keydown', (event) => input.space(event), { signal })
  window.addEventListener('keyup', ({ key }) => key === ' ' && controller.probing.release(), { signal })
  window.addEventListener('blur', () => controller.probing.release(), { signal })
  // Chromium holds `pointermove` back until the next frame; while dragging, the decoder should not wait for that.
  on('pointerrawupdate' as 'pointermove', (event) => input.rawMove(event))
  return () => listening.abort()
}

class CanvasInput {
  readonly #canvas: HTMLCanvasElement
  readonly #controller: MapController
  readonly #interaction: Interaction
  #lastRawMs = 0
  #last: PointerSample | undefined

  constructor(canvas: HTMLCanvasElement, controller: MapController) {
    this.#canvas = canvas
    this.#controller = controller
    this.#interaction = new Interaction(controller)
  }

  down(event: PointerEvent): void {
    this.#controller.probing.release()
    if (event.button !== 0 && event.button !== 2) return
    this.#canvas.setPointerCapture(event.pointerId)
    this.#interaction.down(this.#sample(event))
  }

  move(event: PointerEvent): void {
    const all = event.getCoalescedEvents?.() ?? []
    // An outline has a corner wherever the pointer was; elsewhere only where it is counts.
    if (this.#interaction.isOutlining) for (const one of all) this.#interaction.move(this.#sample(one))
    const newest = all.at(-1) ?? event
    const sample = this.#sample(newest)
    if (this.#interaction.isDragging && this.#isRepeated(sample)) return
    this.#last = sample
    if (this.#interaction.isIdle) this.#controller.probing.moveTo(sample)
    this.#interaction.move(sample)
  }

  rawMove(event: PointerEvent): void {
    if (!this.#interaction.isDragging || event.timeStamp - this.#lastRawMs < rawIntervalMs) return
    this.#lastRawMs = event.timeStamp
    this.move(event)
  }

  up(event: PointerEvent): void {
    if (event.button === 0 || event.button === 2) this.#interaction.up(this.#sample(event))
  }

  cancel(): void {
    this.#interaction.cancel()
  }

  leave(): void {
    if (!this.#interaction.isIdle) return
    this.#controller.hover(undefined)
    this.#controller.probing.moveTo(undefined)
  }

  wheel(event: WheelEvent): void {
    event.preventDefault()
    if (this.#interaction.isIdle) this.#controller.zoomSmoothly(this.#place(event), factorOfWheel(event))
  }

  doubleClick(event: MouseEvent): void {
    if (!this.#interaction.isIdle) this.#interaction.finish()
    else if (!this.#controller.pick(this.#place(event))) this.#controller.fit()
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape' && !this.#interaction.isIdle) this.#interaction.cancel()
    else if (event.key === 'Enter' && !this.#interaction.isIdle) this.#interaction.finish()
    else if (!this.#interaction.isIdle || !this.#controller.key(event)) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** With the map in hand, or under a pointer while nothing else listens to the key. */
  space(event: KeyboardEvent): void {
    const isOurs = event.target === this.#canvas || event.target === document.body
    if (event.key !== ' ' || !isOurs || event.defaultPrevented || !this.#interaction.isIdle) return
    if (this.#controller.probing.press()) event.preventDefault()
  }

  #isRepeated(sample: PointerSample): boolean {
    return this.#last?.x === sample.x && this.#last.y === sample.y
  }

  #sample(event: PointerEvent): PointerSample {
    const isRightButton = event.button === 2
    const shift = event.shiftKey
    return {
      ...this.#place(event),
      timeMs: event.timeStamp,
      pointerId: event.pointerId,
      pans: isRightButton || shift,
      adds: shift,
      isRightButton,
      outline: isRightButton ? undefined : this.#outline(event),
    }
  }

  #outline({ altKey, ctrlKey, metaKey }: PointerEvent): Tool | undefined {
    const { tool } = this.#controller
    if (tool === 'path' || !this.#controller.canMark) return tool
    return tool ?? (altKey ? 'lasso' : ctrlKey || metaKey ? 'rectangle' : undefined)
  }

  #place(event: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#canvas.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
}

/** A notch of a wheel is about 1.2 times; a pinch on a trackpad arrives as a wheel with ctrl and small steps. */
function factorOfWheel(event: WheelEvent): number {
  const linePx = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
  const movedPx = Math.max(-240, Math.min(240, event.deltaY * linePx))
  return Math.exp(-movedPx * (event.ctrlKey ? 0.01 : 0.0018))
}
