import type { RungName } from '../../../core/records/engine'
import type { RunState } from '../../../core/records/model'
import type { TrainingConfig, TrainingPoint } from '../../../core/records/training'
import { adjusted, type Adjustment } from '../../../core/training/adjustment'
import type { Advice } from '../../../core/training/run-signs'
import type { TrainPreview, TrainProgress, TrainRequest, TrainStatus } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { Comparison } from './comparison.svelte'
import { failureOf, isCancelled, type Failure } from './failures'

/** The run in progress or the last one. The service owns the run; this shows it and passes wishes on. */
export class Training {
  modelId: string | undefined = $state()
  state: RunState | undefined = $state()
  /** Why the state is what it is, when that is not obvious. */
  message: string | undefined = $state()
  /** What it trains on. */
  rung: RungName | undefined = $state()
  /** The rung gave way under the run; this one may do better. */
  nextRung: RungName | undefined = $state()
  points: readonly TrainingPoint[] = $state.raw([])
  progress: TrainProgress | undefined = $state.raw()
  preview: TrainPreview | undefined = $state.raw()
  /** With what was moved since the run began. */
  config: TrainingConfig | undefined = $state.raw()
  /** What seems wrong with the run, the gravest first. */
  advice: readonly Advice[] = $state.raw([])
  /** A wish is on its way to the service. */
  busy = $state(false)
  /** It was told to stop and has not yet: the step in progress comes first, then the checkpoint. */
  isStopping = $state(false)
  failure: Failure | undefined = $state.raw()
  readonly comparison: Comparison
  readonly #service: Service

  constructor(service: Service) {
    this.#service = service
    this.comparison = new Comparison(service)
    service.on('train.progress', (progress) => this.#advance(progress))
    service.on('train.preview', (preview) => (this.preview = preview))
    service.on('train.adjusted', ({ config }) => (this.config = config))
    service.on('train.advice', ({ advice }) => (this.advice = advice))
    service.on('train.state', (change) => {
      this.#turnTo(change.modelId)
      this.#stand(change)
    })
    void this.catchUp()
  }

  get isUnderWay(): boolean {
    return this.state === 'running' || this.state === 'paused'
  }

  start(request: TrainRequest): Promise<void> {
    return this.#ask('start training', async () => {
      const { modelId } = await this.#service.call('train.start', request)
      this.#turnTo(modelId)
    })
  }

  /** Goes on from the newest checkpoint of a run that did not finish, on `rung` when given. */
  continueRun(modelId: string, rung?: RungName, adjustment?: Adjustment): Promise<void> {
    return this.#ask('go on with the training', () => this.#continue(modelId, rung, adjustment))
  }

  /** Moves a setting of the run in progress. */
  async adjust(adjustment: Adjustment): Promise<void> {
    try {
      await this.#service.call('train.adjust', adjustment)
      // It is on its way to the trainer, which hears it after the step in progress.
      if (this.config) this.config = adjusted(this.config, adjustment)
    } catch (error) {
      this.failure = failureOf('change the setting', error)
    }
  }

  /** Stops the run in progress, which writes a checkpoint, and goes on from there on another rung. */
  switchTo(rung: RungName): Promise<void> {
    return this.#ask('switch the training', async () => {
      if (!this.isUnderWay) return
      const ended = this.#ended()
      await this.#service.call('train.stop', {})
      // A run that was done meanwhile, or that failed, has nothing to go on with.
      if ((await ended) === 'stopped' && this.modelId) await this.#continue(this.modelId, rung)
    })
  }

  pause(): Promise<void> {
    return this.#ask('pause the training', () => this.#service.call('train.pause', {}))
  }

  resume(): Promise<void> {
    return this.#ask('resume the training', () => this.#service.call('train.resume', {}))
  }

  stop(): Promise<void> {
    this.isStopping = true
    return this.#ask('stop the training', () => this.#service.call('train.stop', {}))
  }

  /** Makes map and concepts of the model's newest checkpoint; `model.ready` then opens them. */
  publish(modelId: string): Promise<void> {
    return this.#ask('use this model', () => this.#service.call('model.publish', { modelId }))
  }

  dismiss(): void {
    this.failure = undefined
  }

  /** Asks where the run stands: after a reload, or when another document was opened. */
  async catchUp(): Promise<void> {
    try {
      this.#take(await this.#service.call('train.status', {}))
    } catch {
      // Without an open document there is no run; opening one asks again.
    }
  }

  #continue(modelId: string, rung?: RungName, adjustment?: Adjustment): Promise<unknown> {
    return this.#service.call('train.continue', {
      modelId,
      ...(rung && { rung }),
      ...(adjustment && { adjustment }),
    })
  }

  /** The next state in which a run does not go on. */
  #ended(): Promise<RunState> {
    return new Promise((resolve) => {
      const stop = this.#service.on('train.state', ({ state }) => {
        if (state === 'running' || state === 'paused') return
        stop()
        resolve(state)
      })
    })
  }

  async #ask(doing: string, work: () => Promise<unknown>): Promise<void> {
    this.busy = true
    this.failure = undefined
    try {
      await work()
      await this.catchUp()
    } catch (error) {
      this.isStopping = false
      if (!isCancelled(error)) this.failure = failureOf(doing, error)
    } finally {
      this.busy = false
    }
  }

  #take(status: Partial<TrainStatus> | null): void {
    this.modelId = status?.modelId
    this.#stand(status)
    this.points = status?.points ?? []
    this.progress = status?.progress
    this.preview = status?.preview
    this.config = status?.config
    this.advice = status?.advice ?? []
  }

  #stand(change: Partial<Pick<TrainStatus, 'state' | 'message' | 'rung' | 'nextRung'>> | null): void {
    this.state = change?.state
    if (!this.isUnderWay) this.isStopping = false
    this.message = change?.message
    this.rung = change?.rung
    this.nextRung = change?.nextRung
  }

  #turnTo(modelId: string): void {
    if (modelId === this.modelId) return
    this.#take({ modelId, state: 'running' })
  }

  #advance(progress: TrainProgress): void {
    this.#turnTo(progress.modelId)
    this.progress = progress
    this.points = [...this.points, progress.point]
  }
}
