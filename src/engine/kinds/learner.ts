import type { Scalar, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { SeriesName } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import type { KeptWeights, Network } from '../networks/network'

/** Where a run stands. Steps are numbered from 0. */
export interface Moment {
  step: number
  totalSteps: number
  /** Set while learning; absent when it is that of the configuration. */
  klWeight?: number | undefined
}

/** Pictures with what is known about them. */
export type Batch = {
  /** [batch, side, side, 3] in [0, 1]. */
  x: Tensor4D
  /** -1 or 1 for no and yes, 0 where it is not known, [batch, conditions]; absent for a model that is told nothing. */
  conditions?: Tensor2D
}

/** A variable that is always what another one is. */
export interface Tie {
  from: Variable
  to: Variable
  /** Matrices only. */
  isTransposed: boolean
}

/** Variables that follow others: each becomes decay * itself + (1 - decay) * the other's new value. */
interface Average {
  of: readonly Variable[]
  into: readonly Variable[]
  decay: number
}

/** Stands in for what the variables hold and for the run's beginning. */
interface Standing {
  /** What is held, when that is not as it was. */
  held?: readonly Tensor[]
  /** 0 unless the objective grows. */
  stage?: number
}

/**
 * What one optimiser minimises. Everything here is a function of tensors alone, so that a backend may compile a step:
 * what differs from step to step comes in as a tensor.
 */
export interface Objective {
  /** What `losses` gives, in this order; the first is minimised. */
  readonly series: readonly SeriesName[]
  /** What the length of its gradient is called. */
  readonly gradientName: SeriesName
  readonly variables: readonly Variable[]
  /** Adam's decays of its moments. */
  readonly firstDecay?: number
  readonly secondDecay?: number
  readonly ties?: readonly Tie[]
  readonly average?: Average
  /** What a step moves otherwise than by its gradient, such as the vectors of a power iteration. */
  readonly held?: readonly Variable[]
  /** The next values of what is held; the step's losses are given them, as constants. */
  nextHeld?(amounts: readonly Scalar[], stage: number): Tensor[]
  /** From 0, never falling; absent where all steps compute alike. A stage is compiled, and its moments start, anew. */
  stageOf?(moment: Moment): number
  /** Normal numbers that it needs for each picture. */
  readonly noiseSize: number
  /** Weights and fractions that change from step to step. */
  amounts(moment: Moment): number[]
  /** Means over the pictures. @param noise [batch, noiseSize] */
  losses(batch: Batch, noise: Tensor2D, amounts: readonly Scalar[], standing?: Standing): Scalar[]
}

/** Networks by their folder in a checkpoint. */
export interface Networks {
  /** Pictures to `mu` and `logvar`, both [batch, codeSize]. */
  readonly encoder: Network
  /** Codes [batch, codeSize] to pictures in [0, 1]. */
  readonly decoder: Network
  readonly [folder: string]: KeptWeights
}

/** One kind of model as it learns: its networks, and what is done to them in a step. */
export interface Learner {
  readonly networks: Networks
  /** Worked through in this order at every step. */
  readonly objectives: readonly Objective[]
  /** What learns and belongs to no network. */
  readonly loose?: readonly Variable[]
  /** Networks whose layers are all in others, and that are only used while learning. */
  readonly inner?: readonly { dispose(): unknown }[]
  /** Draws of N(0, 1) [batch, latentSize] to codes, where codes are not such draws themselves. */
  readonly sample?: (z: Tensor2D) => Tensor2D
  /** What must be added to `reconstruction + kl` for minus the evidence lower bound in nats; absent where there is none. */
  boundConstant?: number
}

export interface LearnerInput<Config> {
  tf: TensorFlow
  config: Config
  /** Of the pictures, in pixels. */
  side: number
}

export function encode(
  { encoder }: Pick<Networks, 'encoder'>,
  x: Tensor4D,
): [mu: Tensor2D, logVariance: Tensor2D] {
  return encoder.apply(x) as [Tensor2D, Tensor2D]
}

export function decode({ decoder }: Pick<Networks, 'decoder'>, z: Tensor2D): Tensor4D {
  return decoder.apply(z)[0] as Tensor4D
}

/** Everything of a learner that is not in its networks' weights and must be kept to go on, beside the moments. */
export const looseOf = ({ loose = [] }: Learner): readonly Variable[] => loose

/** Everything that is computed with, each once: networks may share layers. */
export function weightsOf({ networks, loose = [] }: Learner): Variable[] {
  return [...new Set([...Object.values(networks).flatMap(({ variables }) => variables), ...loose])]
}

export function disposeLearner(learner: Learner): void {
  const { networks, inner = [] } = learner
  for (const network of [...Object.values(networks), ...inner]) network.dispose()
  looseOf(learner).forEach((variable) => variable.dispose())
}
