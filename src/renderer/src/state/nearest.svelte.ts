import { nearestCodes, type NearestCodes } from '../../../core/distance/nearest-codes'
import type { LatentView } from '../../../protocol/api'
import { Newest } from './newest'

/** As many as trustworthiness looks at. */
const shownNearest = 12

interface Asked {
  latent: Pick<LatentView, 'mu' | 'modelId'>
  /** The image whose code this is, which is not its own neighbour. */
  image: number
  z: Float32Array
}

export type Found = Asked & NearestCodes

/** The images nearest to a code in the latent space. */
export class Nearest {
  found: Found | undefined = $state.raw()
  readonly #searching = new Newest(
    ({ latent, image, z }: Asked) => nearestCodes(latent.mu, z, shownNearest, image),
    (nearest, asked) => (this.found = { ...asked, ...nearest }),
  )

  show(latent: Asked['latent'], image: number, z: Float32Array): void {
    this.#searching.ask({ latent, image, z })
  }

  clear(): void {
    this.#searching.forget()
    this.found = undefined
  }
}
