import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { Losses } from '../../core/records/training'
import { compiled, type Backend, type CompiledWork } from '../backends/backend'
import type { Batch, Moment, Objective } from '../kinds/learner'
import { Adam } from './adam'
import { requireFinite } from './diverged'
import { lengthOf, lossesAndGradients, nextState, stateOf } from './minimise'

/** What differs from step to step. */
export interface StepInput extends Batch {
  /** Normal numbers, [batch, noiseSize]. */
  noise: Tensor2D
  moment: Moment
  learningRate: number
}

type Inputs = [x: Tensor4D, noise: Tensor2D, size: Scalar, amounts: Tensor1D, conditions?: Tensor2D]

/** One way of computing, from its first step on. */
interface Stage {
  number: number
  firstStep: number
  work: CompiledWork
}

/** One step of one objective as one function of tensors, so that a backend may compile it. */
export class Stepper {
  readonly #backend: Backend
  readonly #objective: Objective
  readonly #adam: Adam
  readonly #state: readonly Variable[]
  readonly #reads: readonly Variable[]
  #stage: Stage | undefined

  /** @param reads variables that the losses depend on and a step does not change */
  constructor(backend: Backend, objective: Objective, reads: readonly Variable[]) {
    const { variables, firstDecay, secondDecay } = objective
    this.#backend = backend
    this.#objective = objective
    this.#adam = new Adam(backend.tf, variables, {
      ...(firstDecay !== undefined && { firstDecay }),
      ...(secondDecay !== undefined && { secondDecay }),
    })
    this.#state = stateOf(objective, this.#adam)
    this.#reads = reads.filter((variable) => !this.#state.includes(variable))
  }

  /** Adam's two moments of every variable. */
  get moments(): readonly Variable[] {
    return this.#adam.moments
  }

  /** No weight changes when it throws. @throws TrainingDivergedError */
  async run({ x, conditions, noise, moment, learningRate }: StepInput): Promise<Losses> {
    const { tf } = this.#backend
    const { work, firstStep } = this.#stageAt(moment)
    if (this.#objective.stageOf && moment.step === firstStep) this.#adam.restart()
    const size = tf.scalar(this.#adam.stepSize(learningRate, moment.step - firstStep + 1))
    // One more, so that there is a tensor where there are no amounts.
    const amounts = tf.tensor1d([...this.#objective.amounts(moment), 0])
    const [told, ...values] = work.run([x, noise, size, amounts, ...(conditions ? [conditions] : [])])
    try {
      return await this.#take(told as Tensor1D, values, moment.step + 1)
    } finally {
      tf.dispose([size, amounts, told!, ...values])
    }
  }

  /** Only the present stage's work is kept. */
  #stageAt(moment: Moment): Stage {
    const stageOf = (step: number): number => this.#objective.stageOf?.({ ...moment, step }) ?? 0
    const number = stageOf(moment.step)
    if (this.#stage?.number === number) return this.#stage
    this.#stage?.work.dispose()
    let firstStep = this.#objective.stageOf ? moment.step : 0
    while (firstStep > 0 && stageOf(firstStep - 1) === number) firstStep--
    this.#stage = { number, firstStep, work: this.#workOf(number) }
    return this.#stage
  }

  #workOf(stage: number): CompiledWork {
    const { tf } = this.#backend
    const [objective, adam] = [this.#objective, this.#adam]
    const work = (inputs: Tensor[]): Tensor[] => {
      const [x, noise, size, allAmounts, conditions] = inputs as Inputs
      const batch = conditions ? { x, conditions } : { x }
      const amounts = tf.unstack(allAmounts) as Scalar[]
      const held = objective.nextHeld?.(amounts, stage) ?? []
      const losses = (): Scalar[] => objective.losses(batch, noise, amounts, { held, stage })
      const { told, gradients } = lossesAndGradients(tf, objective, losses)
      const length = tf.reshape(lengthOf(tf, objective.variables, gradients), [1])
      return [tf.concat([told, length]), ...nextState(tf, objective, adam, gradients, size), ...held]
    }
    return compiled(this.#backend, work, [...this.#state, ...this.#reads])
  }

  async #take(told: Tensor1D, values: readonly Tensor[], step: number): Promise<Losses> {
    const numbers = await told.data()
    requireFinite(numbers, step)
    this.#state.forEach((variable, i) => variable.assign(values[i]!))
    const names = [...this.#objective.series, this.#objective.gradientName]
    return Object.fromEntries(names.map((name, i) => [name, numbers[i]!]))
  }

  dispose(): void {
    this.#stage?.work.dispose()
    this.#adam.dispose()
  }
}
