import type { NamedTensorMap, Scalar, Tensor, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { runFused } from '../backends/fused'

/** How much of a moment stays at a step, as the authors have it. GANs take less: Gulrajani et al. 2017, 0 and 0.9. */
const usualDecays = { firstDecay: 0.9, secondDecay: 0.999 }
const epsilon = 1e-7

/** A variable's value with its first and second moment, or what comes after them. */
type Moved = [value: Tensor, first: Tensor, second: Tensor]

/**
 * Adam (Kingma & Ba 2015, algorithm 1, in the form of section 2 that folds the bias correction into the step size).
 *
 * Our own because a run must be resumed exactly and change its step size at every step; tf.train.adam hides both.
 */
export class Adam {
  readonly #tf: TensorFlow
  readonly #variables: readonly Variable[]
  readonly #decays: typeof usualDecays
  readonly #first: Variable[]
  readonly #second: Variable[]

  constructor(tf: TensorFlow, variables: readonly Variable[], decays: Partial<typeof usualDecays> = {}) {
    this.#decays = { ...usualDecays, ...decays }
    this.#tf = tf
    this.#variables = variables
    // A variable shares its first value's numbers, and the tidy frees that first tensor.
    const zeros = (variable: Variable): Variable => tf.tidy(() => tf.variable(tf.zerosLike(variable), false))
    this.#first = variables.map(zeros)
    this.#second = variables.map(zeros)
  }

  /** With the correction for moments that start at 0. @param step counts from 1 */
  stepSize(learningRate: number, step: number): number {
    const { firstDecay, secondDecay } = this.#decays
    return (learningRate * Math.sqrt(1 - secondDecay ** step)) / (1 - firstDecay ** step)
  }

  /** Moments begin at 0 again, as they must when the step size counts from 1 again. */
  restart(): void {
    const tf = this.#tf
    for (const moment of this.moments) tf.tidy(() => moment.assign(tf.zerosLike(moment)))
  }

  /** @param step counts from 1 */
  apply(gradients: NamedTensorMap, learningRate: number, step: number): void {
    const tf = this.#tf
    const values = tf.tidy(() => this.next(gradients, tf.scalar(this.stepSize(learningRate, step))))
    this.state.forEach((variable, i) => variable.assign(values[i]!))
    tf.dispose(values)
  }

  /**
   * What one step makes of everything: the variables' values, then their first moments, then their second. Nothing
   * changes before they are assigned, and nothing but the gradients and the step size is needed, so that a step can be
   * compiled. A variable without a gradient stays.
   */
  next(gradients: NamedTensorMap, size: Scalar): Tensor[] {
    const moved = this.#variables.map((variable, i) => {
      const gradient = gradients[variable.name]
      const state: Moved = [variable, this.#first[i]!, this.#second[i]!]
      return gradient ? this.#move(state, gradient, size) : state.map((tensor) => tensor.clone())
    })
    return [0, 1, 2].flatMap((part) => moved.map((tensors) => tensors[part]!))
  }

  #move([value, first, second]: Moved, gradient: Tensor, size: Scalar): Moved {
    const tf = this.#tf
    const { firstDecay, secondDecay } = this.#decays
    const inputs = { value, first, second, gradient, size }
    const fused = runFused(tf, 'AdamStep', inputs, { firstDecay, secondDecay, epsilon })
    if (fused) return fused as Moved
    const newFirst = tf.add(tf.mul(first, firstDecay), tf.mul(gradient, 1 - firstDecay))
    const newSecond = tf.add(tf.mul(second, secondDecay), tf.mul(tf.square(gradient), 1 - secondDecay))
    const change = tf.div(tf.mul(newFirst, size), tf.add(tf.sqrt(newSecond), epsilon))
    return [tf.sub(value, change), newFirst, newSecond]
  }

  /** Everything that a step changes, in the order of `next`. */
  get state(): readonly Variable[] {
    return [...this.#variables, ...this.#first, ...this.#second]
  }

  /** First all first moments, then all second ones. */
  get moments(): readonly Variable[] {
    return [...this.#first, ...this.#second]
  }

  dispose(): void {
    for (const moment of [...this.#first, ...this.#second]) moment.dispose()
  }
}
