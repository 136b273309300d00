import type { Attribute } from '../../../core/records/attribute'
import type { MomentView, TrainHistory } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, type Failure } from './failures'
import { thumbnailsOf } from './thumbnails'

/** A whole run is played in about this time; moments are then this long at least and at most. */
const wholeRunMs = 12_000
const [shortestMs, longestMs] = [120, 800]
/** Time in which points follow a hand that scrubs. */
const scrubMs = 160

/** How much quicker or slower it plays than usual. */
export const speeds = [0.5, 1, 2, 4] as const

/** A run as it was, moment by moment. It shows what the service kept, and changes nothing. */
export class TimeMachine {
  history: TrainHistory | undefined = $state.raw()
  /** Of the pictures that the run learnt from. */
  attributes: readonly Attribute[] = $state.raw([])
  isOpen = $state(false)
  /** The moment that is shown, by its place in the history. */
  place = $state(0)
  isPlaying = $state(false)
  speed: number = $state(1)
  /** What the model drew, at the moment shown or the last one that has arrived. */
  view: MomentView | undefined = $state.raw()
  failure: Failure | undefined = $state.raw()
  readonly #service: Service
  /** By step. */
  #views: Record<number, MomentView> = {}
  #modelId: string | undefined
  /** One question for the history is on its way, and whether another must follow. */
  #asking: Promise<void> | undefined
  #isStale = false
  #isFetching = false
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly count = $derived(this.history?.steps.length ?? 0)
  readonly step = $derived(this.history?.steps[this.place])
  readonly epoch = $derived(this.history?.epochs[this.place])
  readonly images = $derived(this.history?.images)
  readonly datasetId = $derived(this.history?.datasetId)
  readonly thumbnailSource = $derived.by(() =>
    this.images && this.datasetId !== undefined
      ? thumbnailsOf(this.#service, this.datasetId, this.images)
      : undefined,
  )
  /** Where the followed pictures lie at this moment, row-major [images, 2]. */
  readonly positionsInMap = $derived.by(() => {
    const stride = (this.history?.images.length ?? 0) * 2
    return this.history?.positionsInMap.subarray(this.place * stride, (this.place + 1) * stride)
  })
  readonly momentMs = $derived(
    Math.min(Math.max(wholeRunMs / Math.max(this.count - 1, 1), shortestMs), longestMs) / this.speed,
  )
  /** Time in which points go to the moment shown. */
  readonly stepMs = $derived(this.isPlaying ? this.momentMs : scrubMs)

  constructor(service: Service) {
    this.#service = service
    service.on('train.moment', ({ modelId }) => this.#hear(modelId))
    service.on('model.ready', ({ modelId }) => this.#hear(modelId))
    service.on('train.state', ({ modelId }) => {
      // A run that goes on does its last steps again.
      if (modelId === this.#modelId) this.#views = {}
      this.#hear(modelId)
    })
  }

  get isAtEnd(): boolean {
    return this.place >= this.count - 1
  }

  /** Turns to the run of a model, or to none. */
  async show(modelId: string | undefined): Promise<void> {
    if (modelId === this.#modelId) return
    this.close()
    this.#modelId = modelId
    this.#views = {}
    this.history = undefined
    this.failure = undefined
    await this.#refresh()
  }

  open(): void {
    if (this.count === 0) return
    this.isOpen = true
    this.seek(this.count - 1)
    void this.#readAttributes()
  }

  close(): void {
    this.pause()
    this.isOpen = false
    this.view = undefined
  }

  seek(place: number): void {
    this.place = Math.min(Math.max(place, 0), Math.max(this.count - 1, 0))
    void this.#fetchView()
  }

  /** One moment on or back, by hand. */
  move(by: 1 | -1): void {
    this.pause()
    this.seek(this.place + by)
  }

  toggle(): void {
    if (this.isPlaying) this.pause()
    else this.play()
  }

  /** From here to the end; from the beginning when it stands at the end. */
  play(): void {
    if (this.count < 2) return
    if (this.isAtEnd) this.seek(0)
    this.isPlaying = true
    this.#playOn()
  }

  pause(): void {
    clearTimeout(this.#timer)
    this.isPlaying = false
  }

  #playOn(): void {
    this.#timer = setTimeout(() => {
      this.seek(this.place + 1)
      if (this.isAtEnd) this.pause()
      else this.#playOn()
    }, this.momentMs)
  }

  #hear(modelId: string): void {
    if (modelId === this.#modelId) void this.#refresh()
  }

  /** Asks for the history; what comes meanwhile is asked for once more when the answer is there. */
  #refresh(): Promise<void> {
    this.#isStale = true
    this.#asking ??= this.#askWhileStale().finally(() => (this.#asking = undefined))
    return this.#asking
  }

  async #askWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false
      const modelId = this.#modelId
      if (modelId === undefined) return
      try {
        const history = await this.#service.call('train.history', { modelId })
        if (modelId === this.#modelId) this.#take(history)
      } catch (error) {
        if (modelId === this.#modelId) this.failure = failureOf('replay the run', error)
      }
    }
  }

  /** Who stood at the end stands at the new end; who looked at a moment goes on looking at it. */
  #take(history: TrainHistory): void {
    const [wasAtEnd, step] = [this.isAtEnd, this.step ?? 0]
    this.failure = undefined
    this.history = withKnown(history, this.history)
    const after = history.steps.findIndex((known) => known >= step)
    const isPlayedOn = wasAtEnd && !this.isPlaying
    if (this.count === 0) this.close()
    else if (this.isOpen) this.seek(isPlayedOn || after < 0 ? this.count - 1 : after)
    else this.place = this.count - 1
  }

  /** One question at a time; when its answer comes, the moment shown by then is asked for. */
  async #fetchView(): Promise<void> {
    const [modelId, step] = [this.#modelId, this.step]
    if (!this.isOpen || modelId === undefined || step === undefined) return
    const known = this.#views[step]
    if (known) this.view = known
    if (known || this.#isFetching) return
    this.#isFetching = true
    const view = await this.#service.call('train.moment', { modelId, step }).catch(() => undefined)
    this.#isFetching = false
    if (modelId === this.#modelId && view) this.#views[step] = view
    // Without an answer, the moment has given way to others: the one that is shown next will be there.
    if (view || step !== this.step) return this.#fetchView()
  }

  async #readAttributes(): Promise<void> {
    const datasetId = this.history?.datasetId
    if (datasetId === undefined) return
    const attributes = await this.#service.call('dataset.attributes', { datasetId }).catch(() => [])
    if (datasetId === this.history?.datasetId) this.attributes = attributes
  }
}

/** The same pictures are the same array, so that their thumbnails are fetched once. */
function withKnown(history: TrainHistory, known: TrainHistory | undefined): TrainHistory {
  const isSame = history.datasetId === known?.datasetId && history.images.join() === known.images.join()
  return isSame ? { ...history, images: known.images } : history
}
