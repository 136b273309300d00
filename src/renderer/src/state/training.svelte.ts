import type { RunState, TrainingPoint } from '../../../core/records/model'
import type { TrainPreview, TrainProgress, TrainRequest, TrainStatus } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled, type Failure } from './failures'

/** The run in progress or the last one. The service owns the run; this shows it and passes wishes on. */
export class Training {
  modelId: string | undefined = $state()
  state: RunState | undefined = $state()
  /** Why the state is what it is, when that is not obvious. */
  message: string | undefined = $state()
  points: readonly TrainingPoint[] = $state.raw([])
  progress: TrainProgress | undefined = $state.raw()
  preview: TrainPreview | undefined = $state.raw()
  /** A wish is on its way to the service. */
  busy = $state(false)
  failure: Failure | undefined = $state.raw()
  readonly #service: Service

  constructor(service: Service) {
    this.#service = service
    service.on('train.progress', (progress) => this.#advance(progress))
    service.on('train.preview', (preview) => (this.preview = preview))
    service.on('train.state', ({ modelId, state, message }) => {
      this.#turnTo(modelId)
      this.state = state
      this.message = message
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

  /** Goes on from the newest checkpoint of a run that did not finish. */
  continueRun(modelId: string): Promise<void> {
    return this.#ask('go on with the training', () => this.#service.call('train.continue', { modelId }))
  }

  pause(): Promise<void> {
    return this.#ask('pause the training', () => this.#service.call('train.pause', {}))
  }

  resume(): Promise<void> {
    return this.#ask('resume the training', () => this.#service.call('train.resume', {}))
  }

  stop(): Promise<void> {
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

  async #ask(doing: string, work: () => Promise<unknown>): Promise<void> {
    this.busy = true
    this.failure = undefined
    try {
      await work()
      await this.catchUp()
    } catch (error) {
      if (!isCancelled(error)) this.failure = failureOf(doing, error)
    } finally {
      this.busy = false
    }
  }

  #take(status: TrainStatus | null): void {
    this.modelId = status?.modelId
    this.state = status?.state
    this.message = status?.message
    this.points = status?.points ?? []
    this.progress = status?.progress
    this.preview = status?.preview
  }

  #turnTo(modelId: string): void {
    if (modelId === this.modelId) return
    this.#take({ modelId, state: 'running', points: [] })
  }

  #advance(progress: TrainProgress): void {
    this.#turnTo(progress.modelId)
    this.progress = progress
    this.points = [...this.points, progress.point]
  }
}
