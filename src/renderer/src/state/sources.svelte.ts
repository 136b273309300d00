import { codeOf } from '../../../core/editing/evaluate'
import type { Images, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'

/** What an edit is compared with: the image as it is in the data set, and what the model keeps of it. */
export class Sources {
  original: Images | undefined = $state.raw()
  reconstruction: Images | undefined = $state.raw()
  readonly #service: Service
  /** Which image is shown or on its way. */
  #shown = ''

  constructor(service: Service) {
    this.#service = service
  }

  clear(): void {
    this.#shown = ''
    this.original = this.reconstruction = undefined
  }

  /** Fetches both once per image; until they arrive the ones before stay, so that nothing flickers. */
  async show(latent: LatentView, index: number): Promise<void> {
    const shown = `${latent.modelId}/${index}`
    if (shown === this.#shown) return
    this.#shown = shown
    const isWanted = (): boolean => shown === this.#shown
    try {
      await this.#fetch(latent, index, isWanted)
    } catch (error) {
      if (!isWanted()) return
      this.#shown = ''
      throw error
    }
  }

  /** One does not wait for the other: without a decoder the image itself can still be seen. */
  async #fetch(latent: LatentView, index: number, isWanted: () => boolean): Promise<void> {
    const { modelId, datasetId } = latent
    const z = codeOf(latent, index)?.slice()
    if (!z) return
    const original = this.#service.call('dataset.images', { datasetId, indices: Uint32Array.of(index) })
    const reconstruction = this.#service.call('latent.decode', { modelId, z, count: 1 })
    await Promise.all([
      original.then((images) => isWanted() && (this.original = images)),
      reconstruction.then((images) => isWanted() && (this.reconstruction = images)),
    ])
  }
}
