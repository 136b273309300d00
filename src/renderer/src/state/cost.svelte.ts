import type { TaskProgress, TrainEstimate, TrainRequest } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled } from './failures'

/** Long enough that who is still choosing is not measured. */
const pauseMs = 700

/** What does not change what a step costs. */
const costless = ['epochs', 'seed', 'dataSeed', 'learningRate'] as const

/** What the run that is being planned would cost. */
export class Cost {
  estimate: TrainEstimate | undefined = $state.raw()
  /** How far the estimate is; undefined while none is being made. */
  progress: TaskProgress | undefined = $state.raw()
  /** Why there is no estimate. */
  refusal: string | undefined = $state()
  readonly #service: Service
  #key = ''
  #asking = new AbortController()

  constructor(service: Service) {
    this.#service = service
    service.on('train.estimating', (progress) => {
      if (this.progress) this.progress = progress
    })
  }

  /** Asks when nothing else is asked for meanwhile. @param on what it is measured on @returns a way to give up */
  askSoon(request: TrainRequest, on: string): () => void {
    if (keyOf(request, on) === this.#key) return () => {}
    this.forget()
    const timer = setTimeout(() => void this.ask(request, on), pauseMs)
    return () => clearTimeout(timer)
  }

  /** @returns undefined when it cannot be said, or something else was asked for meanwhile */
  async ask(request: TrainRequest, on: string): Promise<TrainEstimate | undefined> {
    const key = keyOf(request, on)
    if (key === this.#key && this.estimate) return this.estimate
    this.forget()
    const { signal } = this.#asking
    this.#key = key
    this.progress = { label: 'Measuring', done: 0, total: 1 }
    try {
      const estimate = await this.#service.call('train.estimate', request, { signal })
      if (!signal.aborted) this.estimate = estimate
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
    if (!signal.aborted) this.progress = undefined
    return signal.aborted ? undefined : this.estimate
  }

  /** What was measured counts no more, and what is being measured is not waited for. */
  forget(): void {
    this.#asking.abort()
    this.#asking = new AbortController()
    this.#key = ''
    this.estimate = undefined
    this.progress = undefined
    this.refusal = undefined
  }

  /** Another window's estimate or run came first: then there is nothing to say. */
  #fail(error: unknown): void {
    this.#key = ''
    if (!isCancelled(error)) this.refusal = failureOf('measure a step', error).what
  }
}

/** Two requests of one key cost the same. */
function keyOf({ config, ...data }: TrainRequest, on: string): string {
  const counts = Object.entries({ ...data, ...config }).filter(
    ([name]) => !costless.some((one) => one === name),
  )
  return JSON.stringify([counts, on])
}
