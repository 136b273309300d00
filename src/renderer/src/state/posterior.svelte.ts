import { codeOf } from '../../../core/editing/evaluate'
import { drawFrom, type Draw, type Posterior } from '../../../core/posterior/cloud'
import type { Images, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { Decoder } from './decoder.svelte'

/** Every image has draws of its own, and they are the same each time. */
interface Shown extends Posterior {
  modelId: string
  image: number
}

/** The cloud of codes that the encoder finds likely for an image, and codes drawn from it one by one. */
export class PosteriorView {
  shown: Shown | undefined = $state.raw()
  draw: Draw | undefined = $state.raw()
  /** How many were drawn of this image. */
  drawn = $state(0)
  readonly #service: Service
  readonly #decoder: Decoder
  #asked = ''

  constructor(service: Service) {
    this.#service = service
    this.#decoder = new Decoder(service)
  }

  /** What the draw looks like. */
  get picture(): Images | undefined {
    return this.#decoder.image
  }

  async show(latent: LatentView, image: number): Promise<void> {
    const { modelId } = latent
    const key = `${modelId}/${image}`
    if (key === this.#asked) return
    this.clear()
    this.#asked = key
    const spread = await this.#service.call('latent.posterior', { modelId, image }).catch(() => null)
    const own = codeOf(latent, image)?.slice()
    if (key !== this.#asked || !spread || !own) return
    this.shown = { modelId, image, mu: own, sigma: spread.sigma }
  }

  clear(): void {
    this.#asked = ''
    this.shown = undefined
    this.forget()
    this.drawn = 0
  }

  /** Takes the draw away; the next one is another. */
  forget(): void {
    this.draw = undefined
    this.#decoder.clear()
  }

  sample(): void {
    if (!this.shown) return
    this.draw = drawFrom(this.shown, this.shown.image, ++this.drawn)
    this.#decoder.show(this.shown.modelId, this.draw.z)
  }
}
