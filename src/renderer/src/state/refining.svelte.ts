import { usualEditability } from '../../../core/distance/pull'
import type { Refined } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, type Failure } from './failures'

/** A slider is at rest after this. */
const restMs = 350

/** What refining does to an edit. */
interface Refinable {
  /** Shows a code in the place of the image's own, as a draft. */
  sketchCode(z: Float32Array): void
  release(): Promise<void>
  cancel(): void
}

/** A code on its way to its picture. The service does the work; each step is shown as a draft of the edit. */
export class Refining {
  progress: Pick<Refined, 'step' | 'steps' | 'psnr'> | undefined = $state.raw()
  /** What the last one came to, in dB, while its picture is shown. */
  reached: number | undefined = $state()
  /** From likeness, 0, to editability, 1: of photos. */
  editability = $state(usualEditability)
  failure: Failure | undefined = $state.raw()
  readonly #service: Service
  readonly #edit: Refinable
  #timer: ReturnType<typeof setTimeout> | undefined
  #of: Pick<Refined, 'modelId' | 'image'> | undefined

  constructor(service: Service, edit: Refinable) {
    this.#service = service
    this.#edit = edit
    service.on('latent.refined', (refined) => void this.#hear(refined))
  }

  /** @param isWeighed by `editability` */
  async start(
    { modelId, image, z }: { modelId: string; image: number; z: Float32Array },
    isWeighed: boolean,
  ): Promise<void> {
    clearTimeout(this.#timer)
    this.failure = undefined
    this.reached = undefined
    this.#of = { modelId, image }
    const weighed = isWeighed && { editability: this.editability }
    this.progress = { step: 0, steps: 0, psnr: NaN }
    try {
      await this.#service.call('latent.refine', { modelId, image, z, ...weighed })
    } catch (error) {
      this.#fail(error)
    }
  }

  /** After the slider has come to rest: the same way is gone again with another weight. */
  soon(start: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(start, restMs)
  }

  /** Ends it with what it has come to. */
  stop(): Promise<void> {
    return this.#service.call('latent.stopRefining', {})
  }

  /** Another picture is shown: what is still on its way is not for it. */
  leave(): void {
    clearTimeout(this.#timer)
    this.reached = undefined
    if (!this.#of) return
    this.#of = undefined
    this.progress = undefined
    void this.stop()
  }

  dismiss(): void {
    this.failure = undefined
  }

  async #hear(refined: Refined): Promise<void> {
    if (refined.modelId !== this.#of?.modelId || refined.image !== this.#of.image) return
    if (refined.message) return this.#fail(new Error(refined.message))
    this.progress = refined
    this.#edit.sketchCode(refined.z)
    if (!refined.isLast) return
    this.#of = undefined
    this.progress = undefined
    this.reached = refined.psnr
    await this.#edit.release()
  }

  #fail(error: unknown): void {
    this.#of = undefined
    this.progress = undefined
    this.failure = failureOf('refine the picture', error)
    this.#edit.cancel()
  }
}
