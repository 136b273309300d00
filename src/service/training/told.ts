import type { Diversity } from '../../core/metrics/diversity'
import type { RungName } from '../../core/records/engine'
import type { ModelRecord } from '../../core/records/model'
import type { TrainingPoint } from '../../core/records/training'
import { adviceOn } from '../../core/training/advice'
import { signsOf, type Circumstances } from '../../core/training/signs-of'
import type { TrainPreview, TrainProgress, TrainStatus } from '../../protocol/api'
import type { Emit } from '../../protocol/rpc'
import type { FromTrainer, PreviewPixels, RunSettings } from '../../trainer/messages'
import { imagesFromRgb } from '../images'

type End = Pick<TrainStatus, 'state' | 'message' | 'nextRung'>

/** What the windows were told of the run, kept for those that come later. */
export class Told {
  readonly #emit: Emit
  #status: TrainStatus | null = null
  #circumstances: Circumstances = {}

  constructor(emit: Emit) {
    this.#emit = emit
  }

  get status(): TrainStatus | null {
    return this.#status
  }

  begin({ id, config }: ModelRecord, rung: RungName, points: TrainingPoint[]): void {
    this.#status = { modelId: id, rung, config, state: 'running', points, advice: [] }
    this.#circumstances = {}
  }

  /** The configuration as it is now, and since when the loss has meant the same. */
  settings({ config, settledAtStep }: RunSettings): void {
    if (!this.#status) return
    this.#status.config = config
    this.#emit('train.adjusted', { modelId: this.#status.modelId, config })
    this.see({ settledAtStep })
  }

  /** Something more is known of the run: what is wrong with it is judged anew. */
  see(circumstances: Circumstances): void {
    if (!this.#status) return
    this.#circumstances = { ...this.#circumstances, ...circumstances }
    const { modelId, config, points } = this.#status
    const advice = adviceOn(signsOf(config, points, this.#circumstances))
    if (JSON.stringify(advice) === JSON.stringify(this.#status.advice)) return
    this.#status.advice = advice
    this.#emit('train.advice', { modelId, advice })
  }

  /** Measured at each checkpoint of a GAN. */
  diversity(diversity: Diversity): void {
    const { diversity: diversityBefore } = this.#circumstances
    this.see({ diversity, ...(diversityBefore && { diversityBefore }) })
  }

  /** The model is no more. */
  forget(modelId: string): void {
    if (this.#status?.modelId === modelId) this.#status = null
  }

  point(model: ModelRecord, { point, stepMs }: Extract<FromTrainer, { kind: 'point' }>): void {
    if (!this.#status) return
    const { config, stepsPerEpoch, id: modelId } = model
    const steps = config.epochs * stepsPerEpoch
    const remainingMs = Math.max(0, steps - point.step) * stepMs
    const progress: TrainProgress = { modelId, point, steps, epochs: config.epochs, stepMs, remainingMs }
    this.#status.points.push(point)
    this.#status.progress = progress
    this.#emit('train.progress', progress)
  }

  preview({ width, height, id: modelId }: ModelRecord, step: number, pixels: PreviewPixels): void {
    if (!this.#status) return
    const images = (rgb: Uint8Array): TrainPreview['samples'] =>
      imagesFromRgb(rgb, pixels.count, width, height)
    const preview: TrainPreview = {
      modelId,
      step,
      originals: images(pixels.originals),
      reconstructions: images(pixels.reconstructions),
      samples: images(pixels.samples),
      walk: images(pixels.walk),
      ...(pixels.klPerDimension && { klPerDimension: pixels.klPerDimension }),
    }
    this.#status.preview = preview
    this.#emit('train.preview', preview)
    this.see(pixels.klPerDimension ? { klPerDimension: pixels.klPerDimension } : {})
  }

  state(end: End): void {
    if (!this.#status) return
    this.#status = { ...this.#status, ...end }
    const { modelId, rung } = this.#status
    this.#emit('train.state', { modelId, ...(rung && { rung }), ...end })
  }
}
