import { nearestCodes, type NearestCodes } from '../../../core/distance/nearest-codes'
import type { LatentView } from '../../../protocol/api'
import { inSlices, soon } from './slices'

/** As many as trustworthiness looks at. */
const shownNearest = 12

interface Asked {
  latent: Pick<LatentView, 'mu' | 'modelId'>
  /** The image whose code this is, which is not its own neighbour. */
  image: number
  z: Float32Array
}

export type Found = Asked & NearestCodes

/**
 * The images nearest to a code in the latent space. While a point is dragged one search goes on and only the newest code
 * waits for it, so that the list follows the hand as fast as it can and never slower.
 */
export class Nearest {
  found: Found | undefined = $state.raw()
  #next: Asked | undefined
  #isBusy = false
  /** Counted up when what goes on is no longer wanted. */
  #era = 0

  show(latent: Asked['latent'], image: number, z: Float32Array): void {
    this.#next = { latent, image, z }
    if (!this.#isBusy) void this.#drain()
  }

  clear(): void {
    this.#era++
    this.#next = undefined
    this.found = undefined
  }

  async #drain(): Promise<void> {
    this.#isBusy = true
    while (this.#next) {
      const asked = this.#next
      this.#next = undefined
      const era = this.#era
      const search = nearestCodes(asked.latent.mu, asked.z, shownNearest, asked.image)
      const nearest = await inSlices(search, { pause: soon })
      if (nearest && era === this.#era) this.found = { ...asked, ...nearest }
    }
    this.#isBusy = false
  }
}
