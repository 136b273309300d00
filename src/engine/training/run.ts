import type { Tensor2D, Variable } from '@tensorflow/tfjs'
import type { Diversity } from '../../core/metrics/diversity'
import { gaussians, mulberry32, seedFrom, type Split } from '../../core/random/random'
import type { Conditions } from '../../core/records/conditions'
import type { Losses, TrainingConfig } from '../../core/records/training'
import { adjusted, type Adjustment } from '../../core/training/adjustment'
import type { Backend } from '../backends/backend'
import { buildLearner } from '../kinds'
import { decode, disposeLearner, looseOf, weightsOf, type Learner, type Moment } from '../kinds/learner'
import { restoreNetworks, saveNetworks, type CheckpointFiles } from './checkpoint'
import { requireFinite } from './diverged'
import { evaluate } from './evaluation'
import { sampleDiversity } from './sample-diversity'
import { restoreVariables, saveVariables } from './numbers'
import { preview, type Preview } from './preview'
import { bytesFromUnit, Samples } from './samples'
import { batchAt, learningRateAt, settledStep, stepsPerEpoch, judgedCount } from './schedule'
import { codesOf, type Snapshot } from './snapshot'
import { decodeState, encodeState } from './state'
import { Stepper } from './stepper'

export interface RunInput {
  backend: Backend
  /** uint8 [count, height, width, 3]. */
  images: Uint8Array
  width: number
  height: number
  split: Split
  /** What a conditional kind is told of the pictures. */
  conditions?: Conditions
  config: TrainingConfig
  /** Go on from here; absent for a new run. */
  checkpoint?: CheckpointFiles
}

/** Starts a run or goes on with one. @throws RangeError when images, split and checkpoint do not fit each other */
export async function createRun(input: RunInput): Promise<TrainingRun> {
  const run = new TrainingRun(input)
  try {
    if (input.checkpoint) run.restore(input.checkpoint)
    return run
  } catch (error) {
    run.dispose()
    throw error
  }
}

/**
 * One training run, step by step; who calls it decides on pauses and where checkpoints go. Order of data, noise and
 * step sizes are functions of the seed and the step, so a run goes on from a checkpoint as if it had never ended.
 */
export class TrainingRun {
  readonly stepsPerEpoch: number
  readonly totalSteps: number
  readonly #input: RunInput
  readonly #samples: Samples
  readonly #learner: Learner
  readonly #steppers: readonly Stepper[]
  #step = 0
  #adjustment: Adjustment = {}
  /** Where the KL weight was last moved. */
  #movedAtStep: number | undefined

  constructor(input: RunInput) {
    const { backend, config, images, width, height, split, conditions } = input
    if (split.train.length === 0) throw new RangeError('there is no image to learn from')
    this.#input = input
    this.#samples = new Samples(images, width, height, conditions)
    this.stepsPerEpoch = stepsPerEpoch(split.train.length, config.batchSize)
    this.totalSteps = this.stepsPerEpoch * config.epochs
    this.#learner = buildLearner(backend.tf, config, width)
    this.#steppers = this.#learner.objectives.map(
      (objective) => new Stepper(backend, objective, weightsOf(this.#learner)),
    )
  }

  /** Steps done. */
  get stepNumber(): number {
    return this.#step
  }

  /** Numbers that are learned. */
  get parameters(): number {
    const learned = new Set(this.#learner.objectives.flatMap(({ variables }) => variables))
    return [...learned].reduce((sum, { size }) => sum + size, 0)
  }

  /** The stretches of the run in which all steps compute alike: one, but for a model that grows. */
  get stages(): { middleStep: number; share: number }[] {
    const { totalSteps } = this
    const stages: { middleStep: number; share: number }[] = []
    for (let first = 0, end = 0; first < totalSteps; first = end) {
      while (end < totalSteps && this.#stageOf(end) === this.#stageOf(first)) end++
      stages.push({ middleStep: Math.floor((first + end) / 2), share: (end - first) / totalSteps })
    }
    return stages
  }

  #stageOf(step: number): string {
    const moment = { step, totalSteps: this.totalSteps }
    return this.#learner.objectives.map((objective) => objective.stageOf?.(moment) ?? 0).join()
  }

  /** Takes the steps before this one for done: to see what a step costs there. */
  goTo(step: number): void {
    this.#step = step
  }

  /** Epochs done. */
  get epoch(): number {
    return Math.floor(this.#step / this.stepsPerEpoch)
  }

  /** As it was asked for, with what was moved since. */
  get config(): TrainingConfig {
    return adjusted(this.#input.config, this.#adjustment)
  }

  /** Since which step the loss has meant the same: what `RunSigns.settledAtStep` wants. */
  get settledAtStep(): number {
    return Math.max(this.#movedAtStep ?? 0, settledStep(this.#input.config, this.totalSteps))
  }

  /** Holds from the next step on, and of a run that goes on from a checkpoint. */
  adjust(adjustment: Adjustment): void {
    this.#adjustment = { ...this.#adjustment, ...adjustment }
    if (adjustment.klWeight !== undefined) this.#movedAtStep = this.#step
  }

  /** One step of every optimiser. With one optimiser nothing changes when it throws. @throws TrainingDivergedError */
  async step(): Promise<Losses> {
    const { backend, config, split } = this.#input
    const indices = batchAt(split.train, config, this.#step)
    const batch = this.#samples.batch(backend.tf, indices)
    const moment = this.#momentAt(this.#step)
    const learningRate = learningRateAt(this.config, this.#step, this.totalSteps)
    const losses: Losses = {}
    try {
      for (const [place, stepper] of this.#steppers.entries()) {
        const noise = this.#noise(place, indices.length)
        const step = stepper.run({ ...batch, noise, moment, learningRate })
        Object.assign(losses, await step.finally(() => noise.dispose()))
      }
    } finally {
      backend.tf.dispose(batch)
    }
    this.#step++
    return losses
  }

  #momentAt(step: number): Moment {
    return { step, totalSteps: this.totalSteps, klWeight: this.#adjustment.klWeight }
  }

  /** Draws of a step: a function of the seed, the step and the objective's place. */
  #noise(place: number, count: number): Tensor2D {
    const { backend, config } = this.#input
    const { noiseSize } = this.#learner.objectives[place]!
    const seed = seedFrom(config.seed, 3000 + place, this.#step)
    return backend.tf.tensor2d(gaussians(count * noiseSize, mulberry32(seed)), [count, noiseSize])
  }

  /** Figures on held-out images; on the training images when none are held out. @throws TrainingDivergedError */
  async evaluate(): Promise<Losses> {
    const { backend, config } = this.#input
    const end = this.#momentAt(this.totalSteps)
    const [learner, samples] = [this.#learner, this.#samples]
    const now = { ...end, step: this.#step }
    const evaluation = { tf: backend.tf, learner, samples, seed: config.seed, end, now }
    const figures = await evaluate(evaluation, this.#judged.subarray(0, judgedCount))
    requireFinite(Object.values(figures), this.#step)
    return figures
  }

  /** The same pictures and the same draws of the prior at every call. */
  preview(count: number): Promise<Preview> {
    const { backend, config } = this.#input
    return preview(backend.tf, this.#learner, config, this.#samples, this.#judged, count)
  }

  /**
   * Codes of these pictures, and `count` of the pictures that `preview` shows.
   *
   * @throws TrainingDivergedError when a code is not a number
   */
  async snapshot(indices: Uint32Array, count: number): Promise<Snapshot> {
    const { tf } = this.#input.backend
    const codes = await codesOf(tf, this.#learner.networks, this.#samples, indices)
    requireFinite(codes, this.#step)
    const { reconstructions, samples } = await this.preview(count)
    return { codes, reconstructions, samples }
  }

  /** How different generated pictures are, held against the data; undefined for a model that is no GAN. */
  async diversity(): Promise<Diversity | undefined> {
    const { backend, config, split } = this.#input
    if (!this.#learner.objectives.some(({ series }) => series.includes('generator'))) return undefined
    return sampleDiversity(backend.tf, this.#learner, config, this.#samples, split.train)
  }

  /** Codes [count, codeSize] to RGB bytes [count, side, side, 3]: what the exported decoder must give. */
  async decode(z: Float32Array, count: number): Promise<Uint8Array> {
    const { tf } = this.#input.backend
    const y = tf.tidy(() => decode(this.#learner.networks, tf.tensor2d(z, [count, z.length / count])))
    const pixels = bytesFromUnit(await y.data())
    y.dispose()
    return pixels
  }

  /** Everything needed to go on, and to decode. @throws TrainingDivergedError when a weight is not a number */
  async checkpoint(): Promise<CheckpointFiles> {
    for (const network of Object.values(this.#learner.networks))
      for (const weight of network.variables) requireFinite(await weight.data(), this.#step)
    return {
      ...(await saveNetworks(this.#learner.networks)),
      'optimizer.bin': await saveVariables(this.#memory),
      'state.json': encodeState({
        version: 1,
        epoch: this.epoch,
        step: this.#step,
        adjustment: this.#adjustment,
        ...(this.#movedAtStep !== undefined && { movedAtStep: this.#movedAtStep }),
      }),
    }
  }

  restore(files: CheckpointFiles): void {
    const { tf } = this.#input.backend
    const { step, adjustment = {}, movedAtStep } = decodeState(files['state.json'])
    restoreNetworks(this.#learner.networks, files)
    restoreVariables(tf, this.#memory, files['optimizer.bin'])
    this.#step = step
    this.#adjustment = adjustment
    this.#movedAtStep = movedAtStep
  }

  dispose(): void {
    this.#steppers.forEach((stepper) => stepper.dispose())
    disposeLearner(this.#learner)
  }

  /** What must be kept to go on and is no network's weight. */
  get #memory(): Variable[] {
    return [...this.#steppers.flatMap(({ moments }) => moments), ...looseOf(this.#learner)]
  }

  get #judged(): Uint32Array {
    const { train, heldOut } = this.#input.split
    return heldOut.length > 0 ? heldOut : train
  }
}
