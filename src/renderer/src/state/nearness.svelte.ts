import {
  distanceFromData,
  judgeDistance,
  usualDistances,
  type DistanceFromData,
} from '../../../core/distance/distance'
import type { LatentView } from '../../../protocol/api'
import { Newest } from './newest'
import { inSlices, untilIdle } from './slices'

type Codes = Pick<LatentView, 'mu' | 'count' | 'latentSize'>

/** How far the data are from one another. It takes a moment to learn, so that waits until nothing moves. */
export class Nearness {
  /** By the codes themselves: another map of them changes nothing. */
  #known: { mu: Float32Array; usual: Float64Array } | undefined = $state.raw()
  #wanted: Float32Array | undefined
  #learning = new AbortController()

  learn(codes: Codes | undefined): void {
    if (codes?.mu === this.#wanted) return
    this.#learning.abort()
    this.#learning = new AbortController()
    this.#wanted = codes?.mu
    if (codes) void this.#learn(codes, this.#learning.signal)
  }

  /** Undefined until it is known what is usual. */
  judge({ mu, distance }: Measured): DistanceFromData | undefined {
    return this.#known?.mu === mu ? judgeDistance(this.#known.usual, distance) : undefined
  }

  async #learn({ mu, count, latentSize }: Codes, signal: AbortSignal): Promise<void> {
    await untilIdle()
    const usual = await inSlices(usualDistances(mu, count, latentSize), { signal })
    if (usual && !signal.aborted) this.#known = { mu, usual }
  }
}

interface Measured {
  mu: Float32Array
  distance: number
}

/** So short that a drag does not feel it; of a few thousand codes it is enough for all. */
const sliceMs = 2

/** How far one code is from the data. What is shown is of the newest code that all could be compared with. */
export class DistanceOfCode {
  #measured: Measured | undefined = $state.raw()
  readonly #nearness: Nearness
  readonly #searching = new Newest(
    ({ mu, z }: { mu: Float32Array; z: Float32Array }) => distanceFromData(mu, z),
    (distance, { mu }) => (this.#measured = { mu, distance }),
    sliceMs,
  )

  constructor(nearness: Nearness) {
    this.#nearness = nearness
  }

  get value(): DistanceFromData | undefined {
    return this.#measured && this.#nearness.judge(this.#measured)
  }

  show({ mu }: Pick<Codes, 'mu'>, z: Float32Array): void {
    this.#searching.ask({ mu, z })
  }

  clear(): void {
    this.#searching.forget()
    this.#measured = undefined
  }
}
