import type { ModelRecord, RunState } from '../../core/records/model'
import { conditionsFrom } from '../../core/records/conditions'
import { conditionsOf, type TrainingPoint, type WantedConfig } from '../../core/records/training'
import type { Adjustment } from '../../core/training/adjustment'
import { splitIndices } from '../../core/random/random'
import type { DatasetRecord } from '../../core/records/dataset'
import type { RungName } from '../../core/records/engine'
import { newId, type Document } from '../../document'
import type { TrainStatus } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { Ladder } from '../engine/ladder'
import type { OpenTrainer, Trainer } from '../engine/trainer'
import { publishModel } from '../publish'
import { datasetOf, modelOf } from '../records'
import { progressReporter } from '../tasks'
import type { Workspace } from '../workspace'
import type { CheckpointFiles, FromTrainer, RunMoment } from '../../trainer/messages'
import { adjustedConfig, completeConfig, usualName } from './config'
import { historyUntil } from './points'
import { Replay } from './replay'
import { Told } from './told'

/** What a run needs of the machine. */
interface Machine {
  open: OpenTrainer
  ladder: Pick<Ladder, 'rungForRun' | 'nextAfter' | 'forget'>
}

/** How a run goes on. */
interface GoingOn {
  rung?: RungName | undefined
  adjustment?: Adjustment | undefined
}

interface RunEnd {
  state: Extract<RunState, 'done' | 'stopped' | 'failed'>
  message?: string
  nextRung?: RungName
}

/** The one run that is going on, and what the window was told of it. */
export class TrainingRuns {
  readonly #workspace: Workspace
  readonly #engine: Machine
  readonly #told: Told
  readonly replay = new Replay()
  /** Called before a trainer is opened for a run: it gets the machine for itself. */
  onStart: () => void = () => {}
  #child: Trainer | undefined
  /** The rung of the run. */
  #rung: RungName | undefined
  /** A start is under way: probing the rungs takes seconds, in which a second one must not slip in. */
  #isStarting = false
  #model: ModelRecord | undefined
  /** The document of the run: another may be opened while this one is still being told the end. */
  #document: Document | undefined
  #since = 0
  /** Checkpoints are written one after another, and before the run is called ended. */
  #writing: Promise<void> = Promise.resolve()
  /** What is left to do after a run: the next one waits, or the end of the one would be told in the middle of it. */
  #settling: Promise<void> = Promise.resolve()

  constructor(workspace: Workspace, engine: Machine) {
    this.#workspace = workspace
    this.#engine = engine
    this.#told = new Told(workspace.hub.emit)
  }

  /** A run goes on, paused or not, or is about to. */
  get isBusy(): boolean {
    return this.#child !== undefined || this.#isStarting
  }

  get status(): TrainStatus | null {
    return this.#told.status
  }

  async start(dataset: DatasetRecord, wanted: WantedConfig, name?: string): Promise<ModelRecord> {
    const config = completeConfig(wanted, dataset)
    const record: ModelRecord = {
      version: 1,
      id: newId(),
      name: name ?? usualName(config, dataset),
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
  async continue(modelId: string, { rung, adjustment }: GoingOn = {}): Promise<ModelRecord> {
    const record = { ...modelOf(this.#workspace.document, modelId) }
    delete record.message
    const dataset = datasetOf(this.#workspace.document, record.datasetId)
    const checkpoint = record.step > 0 ? await this.#workspace.document.readCheckpoint(modelId) : undefined
    if (adjustment) adjustedConfig(record.config, adjustment)
    await this.#run({ ...record, state: 'running' }, dataset, checkpoint, rung)
    if (adjustment) this.#child?.tell({ kind: 'adjust', adjustment })
    return record
  }

  /** In turn with the checkpoints, which write the card too. */
  async rename(modelId: string, name: string): Promise<void> {
    const { document } = this.#workspace
    modelOf(document, modelId)
    if (this.#model?.id === modelId) this.#model = { ...this.#model, name }
    const renaming = this.#writing.then(() => document.writeModel({ ...modelOf(document, modelId), name }))
    this.#writing = renaming.catch(() => {})
    await renaming
  }

  /** Nothing of the model is being written afterwards. @throws ServiceError while it learns */
  async letGo(modelId: string): Promise<void> {
    if (this.isBusy && this.#model?.id === modelId)
      throw new ServiceError('busy', 'This model is learning; stop it first.')
    await this.#settling
    await this.#writing
    this.#told.forget(modelId)
  }

  tell(kind: 'pause' | 'resume' | 'stop'): void {
    this.#child?.tell({ kind })
  }

  /** @throws RangeError when the kind has no such setting, or not such a value */
  adjust(adjustment: Adjustment): void {
    const { status } = this
    if (!this.#child || !status) throw new ServiceError('not-found', 'No model is learning.')
    adjustedConfig(status.config, adjustment)
    this.#child.tell({ kind: 'adjust', adjustment })
  }

  /** The history of any model, up to now when it is learning. */
  async pointsOf(modelId: string): Promise<TrainingPoint[]> {
    if (this.status?.modelId === modelId) return this.status.points
    const { document } = this.#workspace
    const points = await document.readTrainingPoints(modelOf(document, modelId).id)
    return historyUntil(points, Infinity)
  }

  /** Ends the run without a word because the document is closed; the next opening finds it interrupted. */
  kill(): void {
    const child = this.#child
    this.#child = undefined
    child?.kill()
  }

  #assertIdle(): void {
    if (this.isBusy) throw new ServiceError('busy', 'A model is learning already; stop it first.')
  }

  async #run(
    record: ModelRecord,
    dataset: DatasetRecord,
    checkpoint?: CheckpointFiles,
    wanted?: RungName,
  ): Promise<void> {
    this.#assertIdle()
    this.#isStarting = true
    this.onStart()
    try {
      await this.#settling
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
    const rung = await this.#engine.ladder.rungForRun(wanted)
    const images = await document.readImages(dataset.id)
    const names = conditionsOf(record.config)
    const conditions =
      names.length > 0 && conditionsFrom(await document.readAttributes(dataset.id), names, dataset.count)
    await document.writeModel(record)
    await this.replay.dropAfter(document, record.id, record.step)
    this.#document = document
    this.#model = record
    this.#rung = rung
    this.#since = performance.now()
    const points = checkpoint ? await document.readTrainingPoints(record.id) : []
    this.#told.begin(record, rung, historyUntil(points, record.step))
    this.#child = this.#engine.open(rung, {
      onMessage: (message) => this.#hear(message),
      onExit: (reason) => this.#giveWay(`The training process stopped: ${reason}.`),
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
        ...(conditions && { conditions }),
        ...(checkpoint && { checkpoint }),
      },
    })
    this.#workspace.announce()
    this.#told.state({ state: 'running' })
  }

  #hear(message: FromTrainer): void {
    switch (message.kind) {
      case 'started':
        return this.#started(message)
      case 'point':
        return this.#point(message)
      case 'preview':
        if (this.#model) this.#told.preview(this.#model, message.step, message.pixels)
        return
      case 'moment':
        this.#writing = this.#writing.then(() => this.#keepMoment(message.moment))
        return
      case 'checkpoint':
        this.#writing = this.#writing
          .then(() => this.#keepCheckpoint(message))
          .catch((error: unknown) =>
            this.#end({ state: 'failed', message: `A checkpoint could not be kept: ${reasonOf(error)}` }),
          )
        return
      case 'adjusted':
        return this.#told.settings(message)
      case 'paused':
        return this.#told.state({ state: 'paused' })
      case 'resumed':
        return this.#told.state({ state: 'running' })
      case 'ended':
        return this.#end({ state: message.state })
      case 'failed':
        return this.#fail(message)
      case 'decoding-compared':
      case 'drag-ended':
      case 'opened':
      case 'enlarged':
      case 'dragged':
      case 'refined':
      case 'probing':
      case 'probed':
      case 'trying':
      case 'tried':
        return
    }
  }

  #started(told: Extract<FromTrainer, { kind: 'started' }>): void {
    const { device, stepsPerEpoch } = told
    if (this.#model) this.#model = { ...this.#model, engine: device, stepsPerEpoch }
    this.#told.settings(told)
  }

  #point(told: Extract<FromTrainer, { kind: 'point' }>): void {
    if (!this.#model) return
    this.#told.point(this.#model, told)
    void this.#document?.appendTrainingPoint(this.#model.id, told.point).catch(() => {})
  }

  /** A moment that could not be kept costs the history a picture, and the run nothing. */
  async #keepMoment(moment: RunMoment): Promise<void> {
    const document = this.#document
    if (!this.#model || !document) return
    const { id: modelId } = this.#model
    await this.replay.keep(document, this.#model, moment).then(
      () => this.#workspace.hub.emit('train.moment', { modelId, epoch: moment.epoch, step: moment.step }),
      () => {},
    )
  }

  async #keepCheckpoint({
    epoch,
    step,
    files,
    figures,
    config,
    diversity,
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
      config,
      trainedMs: this.#model.trainedMs + now - this.#since,
    }
    this.#since = now
    await document.writeModel(this.#model)
    if (diversity) this.#told.diversity(diversity)
    coders.drop(modelId)
    hub.emit('train.checkpoint', { modelId, epoch, step })
    this.#workspace.announce()
  }

  #fail({ message, divergedAtStep }: Extract<FromTrainer, { kind: 'failed' }>): void {
    if (divergedAtStep !== undefined) this.#told.see({ divergedAtStep })
    this.#giveWay(message)
  }

  /** The rung gave way: the processor's memory, a driver, the numbers. What it was tested for counts no more. */
  #giveWay(message: string): void {
    const rung = this.#rung
    if (!rung || !this.#child) return
    const nextRung = this.#engine.ladder.nextAfter(rung)
    this.#engine.ladder.forget(rung)
    this.#end({ state: 'failed', message, ...(nextRung && { nextRung }) })
  }

  /** Once: the first word that a run is over counts, whether it came from the trainer or from its death. */
  #end(end: RunEnd): void {
    const child = this.#child
    if (!child || !this.#model) return
    this.#child = undefined
    child.kill()
    this.#settling = this.#writing
      .then(() => this.#settle(end))
      // The disk is full, say, or the document was closed: said, instead of a run that seems to go on for ever.
      .catch((error: unknown) =>
        this.#told.state({ state: 'failed', message: `The run ended, but: ${reasonOf(error)}` }),
      )
  }

  /** The model is what its newest checkpoint is, however the run ended, and map and concepts are that one's. */
  async #settle({ state, message, nextRung }: RunEnd): Promise<void> {
    if (!this.#model) return
    const { id, step, epoch } = this.#model
    const said = message && step > 0 ? `${message} The model is as it was after epoch ${epoch}.` : message
    this.#model = { ...this.#model, state, ...(said && { message: said }) }
    await this.#document?.writeModel(this.#model)
    if (this.#document) await this.replay.dropAfter(this.#document, id, step)
    this.#workspace.announce()
    if (step > 0) await this.publish(id)
    this.#told.state({ state, ...(said && { message: said }), ...(nextRung && { nextRung }) })
  }

  /** Makes a model's codes, map and concepts from its newest checkpoint, and tells the windows. */
  async publish(modelId: string): Promise<void> {
    const { document, coders, hub, maps, concepts } = this.#workspace
    await this.#writing
    maps.letGo(modelId)
    await document.removeMaps(modelId)
    await publishModel({ document, coders, maps, concepts }, modelId, progressReporter(hub.emit))
    await document.setCurrentModel(modelId)
    this.#workspace.announce()
    hub.emit('model.ready', { modelId })
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
