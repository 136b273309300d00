import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import type { TrainingConfig } from '../../core/records/training'
import type { Backend, TensorFlow } from '../backends/backend'
import { lengthOf, lossesAndGradients } from '../training/minimise'
import { Samples } from '../training/samples'
import { buildLearner } from '.'
import { runInput, small } from './kinds.fixture'
import { disposeLearner, type Batch, type Moment, type Objective } from './learner'

/** How far the weights are moved: small against kinks, large against rounding of a loss near 200. */
const distance = 5e-4

/** The gradient of a loss by all weights, and how the loss rises along it. */
export interface Slope {
  loss: string
  gradientLength: number
  /** (L(w + h d) - L(w)) / h for the gradient's direction d, backwards and forwards. */
  rises: number[]
}

/** Where a LeakyReLU bends just there, both sides differ, and a gradient of either is right. */
export const isRight = ({ gradientLength, rises }: Slope): boolean =>
  gradientLength > 0.98 * Math.min(...rises) && gradientLength < 1.02 * Math.max(...rises)

/** Of each objective of a small model, at each of its stages. Reads no tensor at once, which WebGPU cannot. */
export async function slopesOf(backend: Backend, config: TrainingConfig): Promise<Slope[]> {
  const { tf } = backend
  const learner = buildLearner(tf, withoutPenalties(config), small.side)
  const { images, conditions } = runInput(backend, small, config)
  const batch = new Samples(images, small.side, small.side, conditions).batch(tf, [0, 1])
  scatter(
    tf,
    learner.objectives.flatMap(({ variables }) => variables),
  )
  learner.objectives.forEach((objective) => keepTies(tf, objective))
  const slopes: Slope[] = []
  for (const objective of learner.objectives)
    for (const moment of momentsOf(objective)) slopes.push(await slopeOf(tf, objective, batch, moment))
  disposeLearner(learner)
  return slopes
}

/**
 * A penalty on slopes jumps where a LeakyReLU bends, so that differences say nothing of its gradient: that is held
 * against PyTorch in models/gan-agreement.fixture.ts.
 */
const withoutPenalties = (config: TrainingConfig): TrainingConfig =>
  'penaltyWeight' in config
    ? { ...config, r1Weight: 0, penaltyWeight: 0 }
    : 'r1Weight' in config
      ? { ...config, r1Weight: 0 }
      : config

/** Biases begin at 0 and some layers too: nothing is trivially right where every number differs from 0. */
function scatter(tf: TensorFlow, variables: readonly Variable[]): void {
  for (const [i, variable] of variables.entries()) {
    const numbers = gaussians(variable.size, mulberry32(seedFrom(10, i))).map((x) => 0.03 * x)
    tf.tidy(() => variable.assign(tf.add(variable, tf.tensor(numbers, variable.shape))))
  }
}

/** One for each stage, some way into it. */
function momentsOf(objective: Objective): Moment[] {
  const all = Array.from({ length: 20 }, (_, step) => ({ step, totalSteps: 20 }))
  const first = new Map(all.map((moment) => [objective.stageOf?.(moment) ?? 0, moment]))
  return [...first.values()].map(({ step }) => ({ step: step - 3, totalSteps: 20 }))
}

/** Along its gradient by all weights the loss rises by the gradient's length. */
async function slopeOf(tf: TensorFlow, objective: Objective, batch: Batch, moment: Moment): Promise<Slope> {
  tf.engine().startScope()
  const count = batch.x.shape[0]
  const numbers = gaussians(count * objective.noiseSize, mulberry32(2))
  const noise = tf.tensor2d(numbers, [count, objective.noiseSize])
  const stage = objective.stageOf?.(moment) ?? 0
  const amounts = objective.amounts(moment).map((number) => tf.scalar(number))
  const losses = (): Scalar[] => objective.losses(batch, noise, amounts, { stage })
  const { gradients } = lossesAndGradients(tf, objective, losses)
  const learning = objective.variables.filter(({ name }) => gradients[name])
  const length = lengthOf(tf, learning, gradients)
  const directions = learning.map(({ name }) => tf.div(gradients[name]!, length))
  const rises = await risesAlong(tf, objective, learning, directions, () => losses()[0]!)
  const [gradientLength] = await length.data()
  tf.engine().endScope()
  return { loss: `${objective.series[0]}, stage ${stage}`, gradientLength: gradientLength!, rises }
}

function keepTies(tf: TensorFlow, { ties = [] }: Objective): void {
  for (const { from, to, isTransposed } of ties)
    to.assign(tf.tidy(() => (isTransposed ? tf.transpose(from) : from.clone())))
}

/** (L(w + h d) - L(w)) / h for the directions d of all weights, forwards and backwards; they are as before afterwards. */
async function risesAlong(
  tf: TensorFlow,
  objective: Objective,
  weights: readonly Variable[],
  directions: readonly Tensor[],
  loss: () => Scalar,
): Promise<number[]> {
  const kept = weights.map((weight) => weight.clone())
  const moved = async (amount: number): Promise<number> => {
    weights.forEach((weight, i) => weight.assign(tf.add(kept[i]!, tf.mul(directions[i]!, amount))))
    keepTies(tf, objective)
    return (await loss().data())[0]!
  }
  const [back, here, forth] = [await moved(-distance), await moved(0), await moved(distance)]
  await moved(0)
  return [(here - back) / distance, (forth - here) / distance]
}
