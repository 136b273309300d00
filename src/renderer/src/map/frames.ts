/** Draws on demand: at most once per frame, and the ground only when it has changed. */

/** Until a movement counts as over. */
const restMs = 140

export class Frames {
  /** What lies below the overlay must be drawn anew. */
  groundChanged = true
  readonly #draw: (timeMs: number) => void
  #frame: number | undefined
  #restTimer: ReturnType<typeof setTimeout> | undefined

  constructor(draw: (timeMs: number) => void) {
    this.#draw = draw
  }

  /** Draws everything on the next frame, however often it is called. */
  request(): void {
    this.groundChanged = true
    this.requestOverlay()
  }

  /** Draws once too, but points and thumbnails need not be drawn again. */
  requestOverlay(): void {
    this.#frame ??= requestAnimationFrame((timeMs) => {
      this.#frame = undefined
      this.#draw(timeMs)
    })
  }

  /** One more frame when the movement is over: with all points, and thumbnails on whole pixels. */
  requestAtRest(): void {
    clearTimeout(this.#restTimer)
    this.#restTimer = setTimeout(() => this.request(), restMs)
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    clearTimeout(this.#restTimer)
  }
}
