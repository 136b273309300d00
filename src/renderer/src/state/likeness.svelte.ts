import { likenessOf, usualDistance } from '../../../core/distance/likeness'
import type { Images, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'

/** The edit whose picture is judged. */
interface Judged {
  readonly latent: LatentView | undefined
  /** The image's own code. */
  readonly code: Float32Array | undefined
  readonly edited: Images | undefined
  readonly isHeld: boolean
}

/** An edit is judged when the hand has come to rest. */
const restMs = 250

/** How like its original the encoder finds the edited picture, in [0, 1]. */
export class Likeness {
  value: number | undefined = $state()
  readonly #service: Service
  #usual: { mu: Float32Array; distance: number } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** An answer about another picture says nothing. */
  #asked = 0

  constructor(service: Service) {
    this.#service = service
  }

  /** To be called in an effect. */
  follow({ latent, code, edited, isHeld }: Judged): void {
    clearTimeout(this.#timer)
    this.#asked++
    if (!latent || !code || !edited) this.value = undefined
    else if (!isHeld) this.#timer = setTimeout(() => void this.#judge(latent, code, edited), restMs)
  }

  async #judge(latent: LatentView, code: Float32Array, images: Images): Promise<void> {
    const question = this.#asked
    const { modelId } = latent
    // Without an encoder there is no figure; the heat map still tells.
    const found = await this.#service.call('latent.encode', { modelId, images }).catch(() => undefined)
    if (question === this.#asked) this.value = found && likenessOf(code, found, this.#usualOf(latent))
  }

  #usualOf({ mu, latentSize }: LatentView): number {
    if (this.#usual?.mu !== mu) this.#usual = { mu, distance: usualDistance(mu, latentSize) }
    return this.#usual.distance
  }
}
