import { createRun, type Backend, type TrainingRun } from '../engine/training'
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
/** Time between two points of the curve that are told. */
const pointEveryMs = 150

/** Trains step by step, tells how it goes, and listens between two steps. */
export class RunLoop {
  readonly #backend: Backend
  readonly #input: RunInput
  readonly #home: Pick<Home, 'tell' | 'breathe'>
  #wanted: 'run' | 'pause' | 'stop' = 'run'
  #run: TrainingRun | undefined
  /** What was moved before there was a run to move it in. */
  #early: Adjustment = {}
  #resume: () => void = () => {}
  #lastPreview = -Infinity
  #lastCheckpoint = performance.now()
  #lastPoint = -Infinity
  #stepMs = 0

  constructor(backend: Backend, input: RunInput, home: Pick<Home, 'tell' | 'breathe'>) {
    this.#backend = backend
    this.#input = input
    this.#home = home
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

  async #checkpoint(run: TrainingRun): Promise<void> {
    const [figures, diversity, files] = [await run.evaluate(), await run.diversity(), await run.checkpoint()]
    // After the weights were read: what is moved meanwhile is in the files too.
    const at = { epoch: run.epoch, step: run.stepNumber, config: run.config }
    await this.#home.tell({ kind: 'checkpoint', ...at, files, figures, ...(diversity && { diversity }) })
    this.#lastCheckpoint = performance.now()
  }
}

const settingsOf = ({ config, settledAtStep }: TrainingRun): RunSettings => ({ config, settledAtStep })
