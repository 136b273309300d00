import {
  distancesOf,
  measureUsual,
  type Mahalanobis,
  type Unusualness,
} from '../../../core/distance/mahalanobis'
import type { LatentView } from '../../../protocol/api'
import { inSlices, untilIdle } from './slices'

type Codes = Pick<LatentView, 'mu' | 'count' | 'latentSize'>

/** How unusual codes are among the data. What is usual is learnt once for a model, while nothing else is to be done. */
export class Unusual {
  /** By the codes themselves: another map of them changes nothing. */
  #known: { mu: Float32Array; usual: Mahalanobis } | undefined = $state.raw()
  #wanted: Float32Array | undefined
  #learning = new AbortController()

  learn(codes: Codes | undefined): void {
    if (codes?.mu === this.#wanted) return
    this.#learning.abort()
    this.#learning = new AbortController()
    this.#wanted = codes?.mu
    if (codes) void this.#learn(codes, this.#learning.signal)
  }

  /** Undefined until it is known what is usual, and where nothing is. */
  of({ mu }: Pick<Codes, 'mu'>, z: ArrayLike<number>): Unusualness | undefined {
    return this.#known?.mu === mu ? this.#known.usual.of(z) : undefined
  }

  async #learn({ mu, count, latentSize }: Codes, signal: AbortSignal): Promise<void> {
    await untilIdle()
    // Of fewer than three codes, and of codes that are all the same, none is more usual than another.
    const usual = await inSlices(measureUsual(mu, count, latentSize), { signal }).catch(() => undefined)
    if (usual && !signal.aborted) this.#known = { mu, usual }
  }
}

/** Of every code the share of the data that is more usual, in [0, 1]; [count]. */
export async function percentilesOf(
  { mu, count, latentSize }: Codes,
  signal: AbortSignal,
): Promise<Float32Array | undefined> {
  const usual = await inSlices(measureUsual(mu, count, latentSize), { signal })
  if (!usual) return undefined
  const rows = Uint32Array.from({ length: count }, (_, i) => i)
  const distances = await inSlices(distancesOf(usual, mu, rows), { signal })
  return distances && Float32Array.from(distances, (distance) => usual.percentileOf(distance))
}
