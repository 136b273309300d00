import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TrainingConfig } from '../../core/records/model'
import { compiled, type Backend, type CompiledWork } from '../backends/backend'
import { trainableVariables, type Vae } from '../models/vae'
import type { Adam } from './adam'
import { requireFinite } from './diverged'
import { lossTerms, meanGradients, readLosses, type Losses } from './objective'

/** What differs from step to step. */
export interface StepInput {
  /** [batch, side, side, 3] in [0, 1]. */
  x: Tensor4D
  /** Normal noise, [batch, latentSize]. */
  epsilon: Tensor2D
  klWeight: number
  learningRate: number
  /** Counts from 1. */
  step: number
}

/** One step of the optimiser as one function of tensors, so that a backend may compile it. */
export class OptimiserStep {
  readonly #backend: Backend
  readonly #adam: Adam
  readonly #work: CompiledWork

  constructor(backend: Backend, vae: Vae, likelihood: TrainingConfig['likelihood'], adam: Adam) {
    const { tf } = backend
    const variables = trainableVariables(vae)
    const work = ([x, epsilon, klWeight, size]: Tensor[]): Tensor[] => {
      const terms = (): Tensor2D => lossTerms(tf, vae, likelihood, x as Tensor4D, epsilon as Tensor2D)
      const { means, gradients } = meanGradients(tf, terms, klWeight as Scalar, variables)
      return [means, ...adam.next(gradients, size as Scalar)]
    }
    this.#backend = backend
    this.#adam = adam
    this.#work = compiled(backend, work, adam.state)
  }

  /** Nothing changes when it throws. @throws TrainingDivergedError */
  async run({ x, epsilon, klWeight, learningRate, step }: StepInput): Promise<Losses> {
    const { tf } = this.#backend
    const sizes = [tf.scalar(klWeight), tf.scalar(this.#adam.stepSize(learningRate, step))]
    const [means, ...values] = this.#work.run([x, epsilon, ...sizes])
    try {
      const losses = await readLosses(means as Tensor1D, klWeight)
      requireFinite([losses.total], step)
      this.#adam.assign(values)
      return losses
    } finally {
      tf.dispose([...sizes, means!, ...values])
    }
  }

  dispose(): void {
    this.#work.dispose()
  }
}
