import {
  createDistanceMeter,
  type DistanceFromData,
  type DistanceMeter,
} from '../../../core/distance/distance'
import type { LatentView } from '../../../protocol/api'

/** Even a window that is never idle learns it after this long. */
const patienceMs = 1000

type Codes = Pick<LatentView, 'mu' | 'count' | 'latentSize'>

/** How far codes are from the data. What is usual there takes a moment to learn, so that waits until nothing moves. */
export class Nearness {
  /** By the codes themselves: another map of them changes nothing. */
  #known: { mu: Float32Array; meter: DistanceMeter } | undefined = $state.raw()
  #wanted: Float32Array | undefined

  learn(codes: Codes | undefined): void {
    if (codes?.mu === this.#wanted) return
    this.#wanted = codes?.mu
    if (codes) whenIdle(() => this.#measure(codes))
  }

  /** Undefined until it is known what is usual. */
  of({ mu }: Codes, z: Float32Array): DistanceFromData | undefined {
    return this.#known?.mu === mu ? this.#known.meter.of(z) : undefined
  }

  #measure({ mu, count, latentSize }: Codes): void {
    if (mu !== this.#wanted) return
    this.#known = { mu, meter: createDistanceMeter(mu, count, latentSize) }
  }
}

/** Node, where the tests run, has no idle callback. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: patienceMs })
  else setTimeout(work)
}
