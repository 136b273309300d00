import { createRun, type Backend, type TrainingRun } from '../engine/training'
import { followedImages, isKeptStep } from '../core/training/moments'
import type { Losses } from '../core/records/training'
import type { Adjustment } from '../core/training/adjustment'
import type { Home } from './home'
import type { RunInput, RunSettings, Wish } from './messages'

/** Pictures in each preview strip. */
const previewCount = 8
/** Time between two previews: often enough to look alive, and a small share of the work. */
const previewEveryMs = 2_500
/** Time between two checkpoints while epochs are short; each writes a few megabytes. */
const checkpointEveryMs = 5_000
/** Longest time between two moments that are kept, for epochs that take minutes. */
const momentEveryMs = 20_000
/** Time between two points of the curve that are told. */
const pointEveryMs = 150

/** Trains step by step, tells how it goes, and listens between two steps. */
export class RunLoop {
  readonly #backend: Backend
  readonly #input: RunInput
  readonly #home: Pick<Home, 'tell' | 'breathe'>
  readonly #followed: Uint32Array
  #wanted: 'run' | 'pause' | 'stop' = 'run'
  #run: TrainingRun | undefined
  /** What was moved before there was a run to move it in. */
  #early: Adjustment = {}
  #resume: () => void = () => {}
  #lastPreview = -Infinity
  #lastCheckpoint = performance.now()
  #lastPoint = -Infinity
  #lastMoment = { step: -1, atMs: -Infinity }
  #stepMs = 0

  constructor(backend: Backend, input: RunInput, home: Pick<Home, 'tell' | 'breathe'>) {
    this.#backend = backend
    this.#input = input
    this.#home = home
    const { split, config } = input
    this.#followed = followedImages(split.train.length + split.heldOut.length, config.seed)
  }

  tell(wish: Wish): void {
    if (wish.kind === 'adjust') return this.#adjust(wish.adjustment)
    this.#wanted = wish.kind === 'resume' ? 'run' : wish.kind
    void this.#home.tell({ kind: wish.kind === 'pause' ? 'paused' : 'resumed' })
    this.#resume()
  }

  #adjust(adjustment: Adjustment): void {
    if (!this.#run) return void (this.#early = { ...this.#early, ...adjustment })
    this.#run.adjust(adjustment)
    void this.#home.tell({ kind: 'adjusted', ...settingsOf(this.#run) })
  }

  async run(): Promise<void> {
    const run = await createRun({ backend: this.#backend, ...this.#input })
    run.adjust(this.#early)
    this.#run = run
    const { stepsPerEpoch, stepNumber: step } = run
    const { device } = this.#backend
    await this.#home.tell({ kind: 'started', device, stepsPerEpoch, step, ...settingsOf(run) })
    await this.#moment(run)
    while (run.stepNumber < run.totalSteps && (await this.#mayGoOn())) await this.#step(run)
    await this.#checkpoint(run)
    await this.#preview(run)
    await this.#home.tell({ kind: 'ended', state: run.stepNumber < run.totalSteps ? 'stopped' : 'done' })
  }

  /** Lets messages in; waits while paused. @returns false once it was told to stop */
  async #mayGoOn(): Promise<boolean> {
    await this.#home.breathe()
    if (this.#wanted === 'pause') await new Promise<void>((resolve) => (this.#resume = resolve))
    return this.#wanted !== 'stop'
  }

  async #step(run: TrainingRun): Promise<void> {
    const start = performance.now()
    const losses = await run.step()
    const took = performance.now() - start
    this.#stepMs = this.#stepMs === 0 ? took : 0.9 * this.#stepMs + 0.1 * took
    const endsEpoch = run.stepNumber % run.stepsPerEpoch === 0
    const now = performance.now()
    if (endsEpoch || now - this.#lastPoint > pointEveryMs) await this.#point(run, losses, endsEpoch)
    if (now - this.#lastPreview > previewEveryMs) await this.#preview(run)
    if (isKeptStep(run.stepNumber) || now - this.#lastMoment.atMs > momentEveryMs) await this.#moment(run)
    if (endsEpoch && now - this.#lastCheckpoint > checkpointEveryMs) await this.#checkpoint(run)
  }

  async #point(run: TrainingRun, losses: Losses, endsEpoch: boolean): Promise<void> {
    this.#lastPoint = performance.now()
    const judged = endsEpoch && { heldOut: await run.evaluate() }
    const point = { step: run.stepNumber, epoch: run.epoch, ...losses, ...judged }
    await this.#home.tell({ kind: 'point', point, stepMs: this.#stepMs })
  }

  async #preview(run: TrainingRun): Promise<void> {
    await this.#home.tell({ kind: 'preview', step: run.stepNumber, pixels: await run.preview(previewCount) })
    this.#lastPreview = performance.now()
  }

  /** Once per step, though a checkpoint may fall on a step that is kept anyway. */
  async #moment(run: TrainingRun): Promise<void> {
    const { stepNumber: step, epoch } = run
    if (step === this.#lastMoment.step) return
    const snapshot = await run.snapshot(this.#followed, previewCount)
    await this.#home.tell({ kind: 'moment', moment: { step, epoch, images: this.#followed, ...snapshot } })
    this.#lastMoment = { step, atMs: performance.now() }
  }

  /** Its moment comes first: what a checkpoint goes on from is part of the history. */
  async #checkpoint(run: TrainingRun): Promise<void> {
    await this.#moment(run)
    const [figures, diversity, files] = [await run.evaluate(), await run.diversity(), await run.checkpoint()]
    // After the weights were read: what is moved meanwhile is in the files too.
    const at = { epoch: run.epoch, step: run.stepNumber, config: run.config }
    await this.#home.tell({ kind: 'checkpoint', ...at, files, figures, ...(diversity && { diversity }) })
    this.#lastCheckpoint = performance.now()
  }
}

const settingsOf = ({ config, settledAtStep }: TrainingRun): RunSettings => ({ config, settledAtStep })
