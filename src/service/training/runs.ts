import {
  defaultTrainingConfig,
  type ModelRecord,
  type RunState,
  type TrainingConfig,
} from '../../core/records/model'
import { splitIndices } from '../../core/random/random'
import type { DatasetRecord } from '../../core/records/dataset'
import type { RungName } from '../../core/records/engine'
import { newId, trainingConfigSchema, type Document } from '../../document'
import type { TrainPreview, TrainProgress, TrainStatus } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { Engine } from '../engine/engine'
import type { Trainer } from '../engine/trainer'
import { imagesFromRgb } from '../images'
import { datasetOf, modelOf, publishModel } from '../publish'
import { progressReporter } from '../tasks'
import type { Workspace } from '../workspace'
import type { CheckpointFiles, FromTrainer, PreviewPixels } from '../../trainer/messages'
import { historyUntil } from './points'

/** The one run that is going on, and what the window was told of it. */
export class TrainingRuns {
  readonly #workspace: Workspace
  readonly #engine: Engine
  #child: Trainer | undefined
  /** A start is under way: probing the rungs takes seconds, in which a second one must not slip in. */
  #isStarting = false
  #status: TrainStatus | null = null
  #model: ModelRecord | undefined
  /** The document of the run: another may be opened while this one is still being told the end. */
  #document: Document | undefined
  #since = 0
  /** Checkpoints are written one after another, and before the run is called ended. */
  #writing: Promise<void> = Promise.resolve()

  constructor(workspace: Workspace, engine: Engine) {
    this.#workspace = workspace
    this.#engine = engine
  }

  get status(): TrainStatus | null {
    return this.#status
  }

  async start(dataset: DatasetRecord, wanted: Partial<TrainingConfig>, name?: string): Promise<ModelRecord> {
    const config = completeConfig(wanted, dataset)
    const record: ModelRecord = {
      version: 1,
      id: newId(),
      name: name ?? `VAE ${config.latentSize}`,
      datasetId: dataset.id,
      width: dataset.width,
      height: dataset.height,
      config,
      state: 'running',
      epoch: 0,
      step: 0,
      stepsPerEpoch: 0,
      engine: '',
      trainedMs: 0,
      createdAt: new Date().toISOString(),
    }
    await this.#run(record, dataset, undefined)
    return record
  }

  /** Goes on from the newest checkpoint, or from the beginning when there is none yet. */
  async continue(modelId: string, rung?: RungName): Promise<ModelRecord> {
    const record = { ...modelOf(this.#workspace.document, modelId) }
    delete record.message
    const dataset = datasetOf(this.#workspace.document, record.datasetId)
    const checkpoint = record.step > 0 ? await this.#workspace.document.readCheckpoint(modelId) : undefined
    await this.#run({ ...record, state: 'running' }, dataset, checkpoint, rung)
    return record
  }

  tell(kind: 'pause' | 'resume' | 'stop'): void {
    this.#child?.tell({ kind })
  }

  /** Ends the run without a word because the document is closed; the next opening finds it interrupted. */
  kill(): void {
    const child = this.#child
    this.#child = undefined
    child?.kill()
  }

  #assertIdle(): void {
    if (this.#child || this.#isStarting)
      throw new ServiceError('busy', 'A model is learning already; stop it first.')
  }

  async #run(
    record: ModelRecord,
    dataset: DatasetRecord,
    checkpoint?: CheckpointFiles,
    wanted?: RungName,
  ): Promise<void> {
    this.#assertIdle()
    this.#isStarting = true
    try {
      await this.#launch(record, dataset, checkpoint, wanted)
    } finally {
      this.#isStarting = false
    }
  }

  async #launch(
    record: ModelRecord,
    dataset: DatasetRecord,
    checkpoint: CheckpointFiles | undefined,
    wanted: RungName | undefined,
  ): Promise<void> {
    const { document } = this.#workspace
    const rung = wanted ?? (await this.#engine.ladder.rungForRun())
    const images = await document.readImages(dataset.id)
    await document.writeModel(record)
    this.#document = document
    this.#model = record
    this.#since = performance.now()
    const points = checkpoint ? await document.readTrainingPoints(record.id) : []
    this.#status = {
      modelId: record.id,
      state: 'running',
      rung,
      points: historyUntil(points, record.step),
    }
    this.#child = this.#engine.open(rung, {
      onMessage: (message) => this.#hear(message),
      onExit: (reason) => this.#end('failed', `The training process stopped: ${reason}.`),
    })
    this.#child.tell({
      kind: 'start',
      input: {
        rung,
        images,
        width: dataset.width,
        height: dataset.height,
        split: splitIndices(dataset.count, dataset.heldOut.seed, dataset.heldOut.fraction),
        config: record.config,
        ...(checkpoint && { checkpoint }),
      },
    })
    this.#workspace.announce()
    this.#tellState('running')
  }

  #hear(message: FromTrainer): void {
    switch (message.kind) {
      case 'started':
        return this.#started(message)
      case 'point':
        return this.#point(message)
      case 'preview':
        return this.#preview(message.step, message.pixels)
      case 'checkpoint':
        this.#writing = this.#writing
          .then(() => this.#keepCheckpoint(message))
          .catch((error: unknown) =>
            this.#end('failed', `A checkpoint could not be kept: ${reasonOf(error)}`),
          )
        return
      case 'paused':
        return this.#tellState('paused')
      case 'resumed':
        return this.#tellState('running')
      case 'ended':
        return this.#end(message.state)
      case 'failed':
        return this.#end('failed', message.message)
      case 'probing':
      case 'probed':
        return
    }
  }

  #started({ device, stepsPerEpoch }: Extract<FromTrainer, { kind: 'started' }>): void {
    if (this.#model) this.#model = { ...this.#model, engine: device, stepsPerEpoch }
  }

  #point({ point, stepMs }: Extract<FromTrainer, { kind: 'point' }>): void {
    if (!this.#model || !this.#status) return
    const { config, stepsPerEpoch, id: modelId } = this.#model
    const steps = config.epochs * stepsPerEpoch
    const remainingMs = Math.max(0, steps - point.step) * stepMs
    const progress: TrainProgress = { modelId, point, steps, epochs: config.epochs, stepMs, remainingMs }
    this.#status.points.push(point)
    this.#status.progress = progress
    void this.#document?.appendTrainingPoint(modelId, point).catch(() => {})
    this.#workspace.hub.emit('train.progress', progress)
  }

  #preview(step: number, { count, originals, reconstructions, samples }: PreviewPixels): void {
    if (!this.#model || !this.#status) return
    const { width, height, id: modelId } = this.#model
    const images = (rgb: Uint8Array): TrainPreview['samples'] => imagesFromRgb(rgb, count, width, height)
    const preview: TrainPreview = {
      modelId,
      step,
      originals: images(originals),
      reconstructions: images(reconstructions),
      samples: images(samples),
    }
    this.#status.preview = preview
    this.#workspace.hub.emit('train.preview', preview)
  }

  async #keepCheckpoint({
    epoch,
    step,
    files,
    figures,
  }: Extract<FromTrainer, { kind: 'checkpoint' }>): Promise<void> {
    const document = this.#document
    if (!this.#model || !document) return
    const { coders, hub } = this.#workspace
    const modelId = this.#model.id
    await document.writeCheckpoint(modelId, step, files)
    const now = performance.now()
    this.#model = {
      ...this.#model,
      epoch,
      step,
      figures,
      trainedMs: this.#model.trainedMs + now - this.#since,
    }
    this.#since = now
    await document.writeModel(this.#model)
    coders.drop(modelId)
    hub.emit('train.checkpoint', { modelId, epoch, step })
    this.#workspace.announce()
  }

  /** Once: the first word that a run is over counts, whether it came from the trainer or from its death. */
  #end(state: Extract<RunState, 'done' | 'stopped' | 'failed'>, message?: string): void {
    const child = this.#child
    if (!child || !this.#model) return
    this.#child = undefined
    const modelId = this.#model.id
    this.#writing
      .then(async () => {
        child.kill()
        await this.#recordEnd(state, message)
        if (state !== 'failed' && this.#model && this.#model.step > 0) await this.publish(modelId)
        this.#tellState(state, message)
      })
      // The disk is full, say, or the document was closed: said, instead of a run that seems to go on for ever.
      .catch((error: unknown) => this.#tellState('failed', `The run ended, but: ${reasonOf(error)}`))
  }

  async #recordEnd(state: RunState, message: string | undefined): Promise<void> {
    if (!this.#model) return
    this.#model = { ...this.#model, state, ...(message && { message }) }
    await this.#document?.writeModel(this.#model)
    this.#workspace.announce()
  }

  #tellState(state: RunState, message?: string): void {
    if (!this.#status) return
    this.#status = { ...this.#status, state, ...(message && { message }) }
    const { modelId, rung } = this.#status
    this.#workspace.hub.emit('train.state', {
      modelId,
      state,
      ...(rung && { rung }),
      ...(message && { message }),
    })
  }

  /** Makes a model's codes, map and concepts from its newest checkpoint, and tells the windows. */
  async publish(modelId: string): Promise<void> {
    const { document, coders, hub } = this.#workspace
    await this.#writing
    await document.removeConcepts(modelId)
    await publishModel(document, coders, modelId, progressReporter(hub.emit))
    await document.setCurrentModel(modelId)
    this.#workspace.announce()
    hub.emit('model.ready', { modelId })
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Fills in what was not said, and checks the whole. @throws RangeError that names what is wrong */
function completeConfig(wanted: Partial<TrainingConfig>, dataset: DatasetRecord): TrainingConfig {
  const config = { ...defaultTrainingConfig, ...wanted }
  const result = trainingConfigSchema.safeParse(config)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new RangeError(`the setting ${issue?.path.join('.')} cannot be used: ${issue?.message}`)
  }
  if (dataset.count < 10) throw new RangeError('a model needs at least 10 images to learn from')
  return result.data
}
