import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { enlargerOf, sizeOf } from './enlarging'
import { failureOf, type Failure } from './failures'
import type { Settings } from './settings.svelte'
import { mostSide } from '../../../core/timeline/frames'

/** The edited picture as it would be saved: made larger as the settings say. */
export class Saving {
  failure: Failure | undefined = $state.raw()
  /** Undefined while it is being made. */
  preview: Images | undefined = $state.raw()
  readonly #service: Service
  readonly #settings: Pick<Settings, 'savedScale' | 'savedBy'>
  /** Counted up with each: an older one is dropped. */
  #era = 0

  constructor(service: Service, settings: Pick<Settings, 'savedScale' | 'savedBy'>) {
    this.#service = service
    this.#settings = settings
  }

  /** Pixels across of a picture of a model. */
  sizeOf({ width }: { width: number }): number {
    return Math.min(this.#settings.savedScale * width, Math.max(width, mostSide))
  }

  /** @throws what the service throws */
  async enlarged({ width, height, rgba }: Images): Promise<Images> {
    const [own, size] = [{ width, height }, this.sizeOf({ width })]
    const enlarge = enlargerOf(this.#service, { own, size, enlargement: this.#settings.savedBy })
    return { ...sizeOf({ own, size }), count: 1, rgba: await enlarge(rgba) }
  }

  async show(picture: Images): Promise<void> {
    const era = ++this.#era
    this.failure = this.preview = undefined
    try {
      const preview = await this.enlarged(picture)
      if (era === this.#era) this.preview = preview
    } catch (error) {
      if (era === this.#era) this.failure = failureOf('make the picture larger', error)
    }
  }
}
