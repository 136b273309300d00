import { covarianceOnMap, type Posterior } from '../../../core/posterior/cloud'
import type { Projection } from '../../../core/projection/projection'
import { inSlices, soon } from './slices'

/** A posterior as it lies on the map. */
export interface Spread {
  /** Where the mean lies, [dimensions]. */
  centre: readonly number[]
  /** Row-major [dimensions, dimensions]. */
  covariance: Float64Array
}

/** How the shown posterior spreads on the shown map: at once where there is a formula, after its draws are placed elsewhere. */
export class SpreadOnMap {
  spread: Spread | undefined = $state.raw()
  #placing = new AbortController()

  /** @param positionsInMap row-major [count, dimensions] */
  follow(
    projection: Projection | undefined,
    shown: (Posterior & { image: number }) | undefined,
    positionsInMap: Float32Array | undefined,
  ): void {
    this.#placing.abort()
    this.#placing = new AbortController()
    this.spread = undefined
    if (!projection || !shown || !positionsInMap) return
    const { dimensions } = projection.record
    const from = shown.image * dimensions
    const isOfData = from < positionsInMap.length
    const centre = isOfData
      ? [...positionsInMap.subarray(from, from + dimensions)]
      : [...projection.mapFromLatent(Float32Array.from(shown.mu))]
    void this.#place(projection, shown, centre, this.#placing.signal)
  }

  async #place(
    projection: Projection,
    shown: Posterior,
    centre: readonly number[],
    signal: AbortSignal,
  ): Promise<void> {
    const covariance = await inSlices(covarianceOnMap(projection, shown), { signal, pause: soon })
    if (covariance && !signal.aborted) this.spread = { centre, covariance }
  }
}
