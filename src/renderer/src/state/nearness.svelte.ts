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
  #known: { latent: LatentView; meter: DistanceMeter } | undefined = $state.raw()
  #wanted: LatentView | undefined

  learn(latent: LatentView | undefined): void {
    if (latent === this.#wanted) return
    this.#wanted = latent
    if (latent) whenIdle(() => this.#measure(latent))
  }

  /** Undefined until it is known what is usual. */
  of(latent: LatentView, z: Float32Array): DistanceFromData | undefined {
    return this.#known?.latent === latent ? this.#known.meter.of(z) : undefined
  }

  #measure(latent: LatentView): void {
    if (latent !== this.#wanted) return
    const { mu, count, latentSize } = latent
    this.#known = { latent, meter: createDistanceMeter(mu, count, latentSize) }
  }
}

/** Node, where the tests run, has no idle callback. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: patienceMs })
  else setTimeout(work)
}
