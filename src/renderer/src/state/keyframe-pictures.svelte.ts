import { SvelteMap } from 'svelte/reactivity'
import type { EditSpace } from '../../../core/editing/evaluate'
import type { KeyframeContent } from '../../../core/records/timeline'
import { codeOfKeyframe } from '../../../core/timeline/keyframe-code'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'

/** The oldest give way beyond this. */
const mostKept = 600

/** Small pictures of keyframes, made when they are first asked for. */
export class KeyframePictures {
  readonly #service: Service
  readonly #known = new SvelteMap<string, Images>()
  /** Not a state: it is written while a derived value asks. */
  readonly #asked: Record<string, boolean> = {}

  constructor(service: Service) {
    this.#service = service
  }

  /** Undefined until it has arrived; who asks in a derived value is told then. */
  of(content: KeyframeContent, modelId: string, space: EditSpace): Images | undefined {
    const key = `${modelId} ${JSON.stringify(content)}`
    if (!this.#asked[key]) void this.#make(key, modelId, codeOfKeyframe(content, space))
    return this.#known.get(key)
  }

  async #make(key: string, modelId: string, z: Float32Array): Promise<void> {
    this.#asked[key] = true
    try {
      this.#known.set(key, await this.#service.call('latent.decode', { modelId, z, count: 1 }))
      for (const oldest of [...this.#known.keys()].slice(0, Math.max(0, this.#known.size - mostKept))) {
        this.#known.delete(oldest)
        delete this.#asked[oldest]
      }
    } catch {
      // Without its picture a keyframe is still named; it is asked for again when it is next shown.
      this.#asked[key] = false
    }
  }
}
