import type { Variable } from '@tensorflow/tfjs'
import { gaussians, mulberry32, seedFrom, type Split } from '../../core/random/random'
import type { TrainingConfig } from '../../core/records/model'
import type { Backend } from '../backends/backend'
import { buildVae, trainableVariables, type Vae } from '../models/vae'
import { Adam } from './adam'
import { restoreVae, saveVae, type CheckpointFiles } from './checkpoint'
import { requireFinite } from './diverged'
import { evaluate, type Figures } from './evaluation'
import type { Losses } from './objective'
import { Pictures } from './pictures'
import { preview, type Preview } from './preview'
import { batchAt, klWeightAt, learningRateAt, stepsPerEpoch } from './schedule'
import { decodeState, encodeState } from './state'
import { OptimiserStep } from './step'

export interface RunInput {
  backend: Backend
  /** uint8 [count, height, width, 3]. */
  images: Uint8Array
  width: number
  height: number
  split: Split
  config: TrainingConfig
  /** Go on from here; absent for a new run. */
  checkpoint?: CheckpointFiles
}

/** Held-out pictures that figures are taken from: enough for a digit, few enough for every epoch. */
const judgedCount = 256

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
  readonly #pictures: Pictures
  readonly #vae: Vae
  readonly #variables: Variable[]
  readonly #adam: Adam
  readonly #optimiser: OptimiserStep
  #step = 0

  constructor(input: RunInput) {
    const { backend, config, images, width, height, split } = input
    if (split.train.length === 0) throw new RangeError('there is no image to learn from')
    this.#input = input
    this.#pictures = new Pictures(images, width, height)
    this.stepsPerEpoch = stepsPerEpoch(split.train.length, config.batchSize)
    this.totalSteps = this.stepsPerEpoch * config.epochs
    this.#vae = buildVae(backend.tf, config, width)
    this.#variables = trainableVariables(this.#vae)
    this.#adam = new Adam(backend.tf, this.#variables)
    this.#optimiser = new OptimiserStep(backend, this.#vae, config.likelihood, this.#adam)
  }

  /** Steps done. */
  get stepNumber(): number {
    return this.#step
  }

  /** Epochs done. */
  get epoch(): number {
    return Math.floor(this.#step / this.stepsPerEpoch)
  }

  /** One step of the optimiser. Nothing changes when it throws. @throws TrainingDivergedError */
  async step(): Promise<Losses> {
    const { backend, config, split } = this.#input
    const { tf } = backend
    const batch = batchAt(split.train, config, this.#step)
    const x = this.#pictures.tensor(tf, batch)
    const noise = gaussians(
      batch.length * config.latentSize,
      mulberry32(seedFrom(config.seed, 3000, this.#step)),
    )
    const epsilon = tf.tensor2d(noise, [batch.length, config.latentSize])
    const sizes = {
      klWeight: klWeightAt(config, this.#step, this.totalSteps),
      learningRate: learningRateAt(config, this.#step, this.totalSteps),
      step: this.#step + 1,
    }
    const losses = await this.#optimiser.run({ x, epsilon, ...sizes }).finally(() => tf.dispose([x, epsilon]))
    this.#step++
    return losses
  }

  /** Figures on held-out images; on the training images when none are held out. @throws TrainingDivergedError */
  async evaluate(): Promise<Figures> {
    const { backend, config } = this.#input
    const judged = this.#judged.subarray(0, judgedCount)
    const figures = await evaluate(backend.tf, this.#vae, config, this.#pictures, judged)
    requireFinite([figures.total], this.#step)
    return figures
  }

  /** The same pictures and the same draws of the prior at every call. */
  preview(count: number): Promise<Preview> {
    const { backend, config } = this.#input
    return preview(backend.tf, this.#vae, config, this.#pictures, this.#judged.subarray(0, count))
  }

  /** Everything needed to go on, and to decode. @throws TrainingDivergedError when a weight is not a number */
  async checkpoint(): Promise<CheckpointFiles> {
    const { tf } = this.#input.backend
    for (const variable of this.#variables) requireFinite(await variable.data(), this.#step)
    return {
      ...(await saveVae(tf, this.#vae)),
      'optimizer.bin': await this.#adam.save(),
      'state.json': encodeState({ version: 1, epoch: this.epoch, step: this.#step }),
    }
  }

  restore(files: CheckpointFiles): void {
    const { step } = decodeState(files['state.json'])
    restoreVae(this.#input.backend.tf, this.#vae, files)
    this.#adam.restore(files['optimizer.bin'] ?? new Uint8Array())
    this.#step = step
  }

  dispose(): void {
    this.#optimiser.dispose()
    this.#adam.dispose()
    this.#vae.encoder.dispose()
    this.#vae.decoder.dispose()
  }

  get #judged(): Uint32Array {
    const { train, heldOut } = this.#input.split
    return heldOut.length > 0 ? heldOut : train
  }
}
