import { mulberry32, seedFrom, shuffledIndices } from '../../core/random/random'
import type { TrainingConfig, VaeConfig } from '../../core/records/training'
import type { Moment } from '../kinds/learner'

/** Steps are numbered from 0; everything here is a pure function of the configuration and the step. */

/** Held-out pictures that figures are taken from: enough for a digit, few enough for every epoch. */
export const judgedCount = 256

/** A last batch that would not be full is left out: the next epoch draws another order. */
export function stepsPerEpoch(trainCount: number, batchSize: number): number {
  return Math.max(1, Math.floor(trainCount / batchSize))
}

/** Steps over which the step size rises to what was asked for: Adam's first moments are guesses. */
const rampSteps = 50
/** The last step's size as a share of the first's. Small, so that the picture's last details settle. */
const lastShare = 0.02

/** Falls linearly from the configured rate to a fiftieth of it at the last step, after a short ramp. */
export function learningRateAt(
  { learningRate }: Pick<TrainingConfig, 'learningRate'>,
  step: number,
  totalSteps: number,
): number {
  const done = Math.min(1, step / Math.max(1, totalSteps - 1))
  return learningRate * Math.min(1, (step + 1) / rampSteps) * (1 - (1 - lastShare) * done)
}

/** A run shorter than its warm-up would never feel the prior; it warms up over this share of its steps. */
const longestWarmup = 0.25

const warmupOf = ({ klWarmupSteps }: Pick<VaeConfig, 'klWarmupSteps'>, totalSteps: number): number =>
  Math.min(klWarmupSteps, longestWarmup * totalSteps)

/** Rises linearly from 0 over the warm-up (Sonderby et al. 2016, "Ladder variational autoencoders", section 2.2). */
export function klWeightAt(
  config: Pick<VaeConfig, 'klWeight' | 'klWarmupSteps'>,
  { step, totalSteps, klWeight = config.klWeight }: Moment,
): number {
  const warmup = warmupOf(config, totalSteps)
  return warmup > 0 ? klWeight * Math.min(1, step / warmup) : klWeight
}

/** The step since which what is minimised has meant the same, if nothing is moved: warm-up and capacity have ended. */
export function settledStep(config: TrainingConfig, totalSteps: number): number {
  const warmup = 'klWarmupSteps' in config ? warmupOf(config, totalSteps) : 0
  const capacity = 'capacity' in config && config.capacity > 0 ? totalSteps / 2 : 0
  return Math.ceil(Math.max(warmup, capacity))
}

/** The images of one step: a slice of the epoch's order, which only (seed, epoch) decide. */
export function batchAt(
  train: Uint32Array,
  { batchSize, seed }: Pick<TrainingConfig, 'batchSize' | 'seed'>,
  step: number,
): Uint32Array {
  const perEpoch = stepsPerEpoch(train.length, batchSize)
  const order = shuffledIndices(train.length, mulberry32(seedFrom(seed, 2000, Math.floor(step / perEpoch))))
  const start = (step % perEpoch) * batchSize
  return order.slice(start, start + batchSize).map((place) => train[place]!)
}
