import { SvelteMap } from 'svelte/reactivity'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'

/** The oldest give way beyond this. */
const mostKept = 256

/** Single images of data sets, fetched when they are first asked for. */
export class SmallPictures {
  readonly #service: Service
  readonly #known = new SvelteMap<string, Images>()
  /** Not a state: it is written while a derived value asks. */
  readonly #asked: Record<string, boolean> = {}

  constructor(service: Service) {
    this.#service = service
  }

  /** Undefined until it has arrived; who asks in a derived value is told then. */
  of(datasetId: string, image: number): Images | undefined {
    const key = `${datasetId}/${image}`
    if (!this.#asked[key]) void this.#fetch(key, datasetId, image)
    return this.#known.get(key)
  }

  async #fetch(key: string, datasetId: string, image: number): Promise<void> {
    this.#asked[key] = true
    try {
      const indices = Uint32Array.of(image)
      this.#keep(key, await this.#service.call('dataset.images', { datasetId, indices }))
    } catch {
      // Without its picture a source is still named; it is asked for again when it is next shown.
      this.#asked[key] = false
    }
  }

  #keep(key: string, images: Images): void {
    this.#known.set(key, images)
    for (const oldest of [...this.#known.keys()].slice(0, Math.max(0, this.#known.size - mostKept))) {
      this.#known.delete(oldest)
      delete this.#asked[oldest]
    }
  }
}
