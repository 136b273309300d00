import {
  createDistanceMeter,
  type DistanceFromData,
  type DistanceMeter,
} from '../../../core/distance/distance'
import type { LatentView } from '../../../protocol/api'

/** Even a window that is never idle learns it after this long. */
const patienceMs = 1000

/** How far codes are from the data. What is usual there takes a moment to learn, so that waits until nothing moves. */
export class Nearness {
  #known: { mu: Float32Array; meter: DistanceMeter } | undefined = $state.raw()
  /** The codes that are to be learned: whatever map shows them, they are the same. */
  #wanted: Float32Array | undefined

  learn(latent: LatentView | undefined): void {
    if (latent?.mu === this.#wanted) return
    this.#wanted = latent?.mu
    if (latent) whenIdle(() => this.#measure(latent))
  }

  /** Undefined until it is known what is usual. */
  of(latent: LatentView, z: Float32Array): DistanceFromData | undefined {
    return this.#known?.mu === latent.mu ? this.#known.meter.of(z) : undefined
  }

  #measure(latent: LatentView): void {
    const { mu, count, latentSize } = latent
    if (mu !== this.#wanted) return
    this.#known = { mu, meter: createDistanceMeter(mu, count, latentSize) }
  }
}

/** Node, where the tests run, has no idle callback. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: patienceMs })
  else setTimeout(work)
}
