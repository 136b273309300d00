import type { TaskProgress, TrainEstimate, TrainRequest } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled } from './failures'
import { epochsIn, planPresets, type PlanPreset, type PlanPresetName } from './plan-presets'
import { firstWishes, withSettings, type Settings, type Wishes } from './wishes'

/** Long enough that who is still choosing is not measured. */
const pauseMs = 700

/** What does not change what a step costs. */
const costless = ['epochs', 'seed', 'dataSeed', 'learningRate'] as const

/** The run that is being planned: what is wished for, and what it would cost. */
export class Plan {
  wishes: Wishes = $state.raw(firstWishes)
  estimate: TrainEstimate | undefined = $state.raw()
  /** How far the estimate is; undefined while none is being made. */
  progress: TaskProgress | undefined = $state.raw()
  /** Why there is no estimate. */
  refusal: string | undefined = $state()
  /** What a preset chose, in a sentence. */
  said: string | undefined = $state()
  readonly #service: Service
  #key = ''
  #asking = new AbortController()

  /** @param wishes that were made before */
  constructor(service: Service, wishes = firstWishes) {
    this.#service = service
    this.wishes = wishes
    service.on('train.estimating', (progress) => {
      if (this.progress) this.progress = progress
    })
  }

  wish(change: Partial<Omit<Wishes, 'set'>>): void {
    this.wishes = { ...this.wishes, ...change }
    this.said = undefined
  }

  set(settings: Settings): void {
    this.wishes = withSettings(this.wishes, settings)
    this.said = undefined
  }

  /** The same run again, as a beginning of another one. */
  startFrom(wishes: Wishes, name: string): void {
    this.wishes = wishes
    this.said = `Set as for ${name}. Change what you like.`
  }

  /** Asks what this would cost when nothing else is wished for meanwhile. @returns a way to give up */
  estimateSoon(request: TrainRequest, on: string): () => void {
    const key = costKey(request, on)
    if (key === this.#key) return () => {}
    this.forget()
    const timer = setTimeout(() => void this.measure(request, on), pauseMs)
    return () => clearTimeout(timer)
  }

  /** @returns undefined when it cannot be said, or something else was asked for meanwhile */
  async measure(request: TrainRequest, on: string): Promise<TrainEstimate | undefined> {
    const key = costKey(request, on)
    if (key === this.#key && this.estimate) return this.estimate
    this.forget()
    const { signal } = this.#asking
    this.#key = key
    this.progress = { label: 'Measuring', done: 0, total: 1 }
    try {
      const estimate = await this.#service.call('train.estimate', request, { signal })
      if (signal.aborted) return undefined
      this.estimate = estimate
      return estimate
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) this.refusal = failureOf('measure a step', error).what
      if (!signal.aborted) this.#key = ''
      return undefined
    } finally {
      if (!signal.aborted) this.progress = undefined
    }
  }

  /** Chooses networks and epochs for the time that there is, by what a step of this takes here. */
  async fit(name: PlanPresetName, requestFor: (wishes: Wishes) => TrainRequest, on: string): Promise<void> {
    const preset: PlanPreset = planPresets[name]
    for (const width of preset.widths) {
      const wishes = withSettings(this.wishes, { channels: width.channels })
      const estimate = await this.measure(requestFor(wishes), on)
      if (!estimate) return
      const epochs = epochsIn(preset, estimate)
      if (epochs < preset.enoughEpochs && width !== preset.widths.at(-1)) continue
      this.wishes = withSettings(wishes, { epochs })
      this.said = `${preset.label}: ${width.label.toLowerCase()} networks, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}.`
      return
    }
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
}

/** Two requests of one key cost the same. @param on what it is measured on */
function costKey({ config, ...data }: TrainRequest, on: string): string {
  const counts = Object.entries({ ...data, ...config }).filter(
    ([name]) => !costless.some((one) => one === name),
  )
  return JSON.stringify([counts, on])
}
