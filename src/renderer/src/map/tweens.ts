/** Changes that take a moment. Each has a name, and a new one of the same name takes over from the old. */
import { easeOut } from './motion'

/** Slower towards the end, or the same all the way. */
type Pace = 'easing' | 'even'

interface Tween {
  startMs: number | undefined
  durationMs: number
  pace: Pace
  /** Receives 0 to 1, at its pace. */
  apply: (amount: number) => void
}

export class Tweens {
  /** Set when the user asked for reduced motion: everything is then at its end at once. */
  still = false
  readonly #running = new Map<string, Tween>()

  get active(): boolean {
    return this.#running.size > 0
  }

  runs(name: string): boolean {
    return this.#running.has(name)
  }

  run(name: string, durationMs: number, apply: Tween['apply'], pace: Pace = 'easing'): void {
    this.#running.delete(name)
    if (this.still) apply(1)
    else this.#running.set(name, { startMs: undefined, durationMs, pace, apply })
  }

  stop(name: string): void {
    this.#running.delete(name)
  }

  /** Moves everything on. A tween's time begins with its first frame, so a busy start does not eat it. */
  step(nowMs: number): void {
    for (const [name, tween] of this.#running) {
      tween.startMs ??= nowMs
      const amount = (nowMs - tween.startMs) / tween.durationMs
      tween.apply(tween.pace === 'even' ? Math.min(amount, 1) : easeOut(amount))
      if (amount >= 1) this.#running.delete(name)
    }
  }
}
