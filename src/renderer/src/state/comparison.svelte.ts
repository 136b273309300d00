import { SvelteMap } from 'svelte/reactivity'
import { gaussians, mulberry32 } from '../../../core/random/random'
import type { ModelRecord } from '../../../core/records/model'
import { codeSizeOf, conditionsOf, type TrainingPoint } from '../../../core/records/training'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'

/** Pictures of each model. */
const sampleCount = 8

/** Histories and samples of models beside the one that learns. */
export class Comparison {
  /** The model that the shown one is held against. */
  otherId: string | undefined = $state()
  readonly #points = new SvelteMap<string, readonly TrainingPoint[]>()
  /** With the step of the checkpoint that drew them. */
  readonly #samples = new SvelteMap<string, { step: number; images: Images }>()
  readonly #service: Service

  constructor(service: Service) {
    this.#service = service
    // A run that began or ended: what was known of its history is no longer all of it.
    service.on('train.state', ({ modelId }) => this.#points.delete(modelId))
  }

  pointsOf(modelId: string): readonly TrainingPoint[] {
    return this.#points.get(modelId) ?? []
  }

  samplesOf(modelId: string): Images | undefined {
    return this.#samples.get(modelId)?.images
  }

  /** Asks for a model's history, once. */
  async loadPoints(modelId: string): Promise<void> {
    if (this.#points.has(modelId)) return
    this.#points.set(modelId, await this.#service.call('train.points', { modelId }).catch(() => []))
  }

  /**
   * Pictures of the same draws for every model, as far as their codes are alike, at their newest checkpoints; none before
   * the first. The old ones stay until the new ones are there.
   */
  async loadSamples(model: ModelRecord): Promise<void> {
    const { id: modelId, step } = model
    if (step === 0 || this.#samples.get(modelId)?.step === step) return
    const images = await this.#service
      .call('latent.decode', { modelId, z: draws(model), count: sampleCount })
      .catch(() => undefined)
    if (images) this.#samples.set(modelId, { step, images })
  }
}

/** Codes from the prior, [sampleCount, codeSize]; of what a model is told half is so and half is not. */
function draws({ config }: ModelRecord): Float32Array {
  const [size, told] = [codeSizeOf(config), conditionsOf(config).length]
  const z = gaussians(sampleCount * size, mulberry32(1))
  return z.map((value, i) => (i % size < size - told ? value : Math.sign(value)))
}
