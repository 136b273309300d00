import type { RungName } from '../../core/records/engine'
import type { ModelRecord } from '../../core/records/model'
import type { TrainingPoint } from '../../core/records/training'
import type { TrainPreview, TrainProgress, TrainStatus } from '../../protocol/api'
import type { Emit } from '../../protocol/rpc'
import type { FromTrainer, PreviewPixels } from '../../trainer/messages'
import { imagesFromRgb } from '../images'

type End = Pick<TrainStatus, 'state' | 'message' | 'nextRung'>

/** What the windows were told of the run, kept for those that come later. */
export class Told {
  readonly #emit: Emit
  #status: TrainStatus | null = null

  constructor(emit: Emit) {
    this.#emit = emit
  }

  get status(): TrainStatus | null {
    return this.#status
  }

  begin(modelId: string, rung: RungName, points: TrainingPoint[]): void {
    this.#status = { modelId, rung, state: 'running', points }
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
  }

  state(end: End): void {
    if (!this.#status) return
    this.#status = { ...this.#status, ...end }
    const { modelId, rung } = this.#status
    this.#emit('train.state', { modelId, ...(rung && { rung }), ...end })
  }
}
