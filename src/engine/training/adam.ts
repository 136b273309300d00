import type { NamedTensorMap, Tensor, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/** The authors' decay of the first moment; GANs take less. */
const usualFirstDecay = 0.9
const secondDecay = 0.999
const epsilon = 1e-7

/**
 * Adam (Kingma & Ba 2015, algorithm 1, in the form of section 2 that folds the bias correction into the step size).
 *
 * Our own because a run must be resumed exactly and change its step size at every step; tf.train.adam hides both.
 */
export class Adam {
  readonly #tf: TensorFlow
  readonly #variables: readonly Variable[]
  readonly #firstDecay: number
  readonly #first: Variable[]
  readonly #second: Variable[]

  constructor(tf: TensorFlow, variables: readonly Variable[], { firstDecay = usualFirstDecay } = {}) {
    this.#firstDecay = firstDecay
    this.#tf = tf
    this.#variables = variables
    // A variable shares its first value's numbers, and the tidy frees that first tensor.
    const zeros = (variable: Variable): Variable => tf.tidy(() => tf.variable(tf.zerosLike(variable), false))
    this.#first = variables.map(zeros)
    this.#second = variables.map(zeros)
  }

  /** @param step counts from 1 */
  apply(gradients: NamedTensorMap, learningRate: number, step: number): void {
    const correction = Math.sqrt(1 - secondDecay ** step) / (1 - this.#firstDecay ** step)
    this.#variables.forEach((variable, i) => {
      const gradient = gradients[variable.name]
      if (gradient) this.#move(i, variable, gradient, learningRate * correction)
    })
  }

  #move(i: number, variable: Variable, gradient: Tensor, stepSize: number): void {
    const tf = this.#tf
    const [first, second] = [this.#first[i]!, this.#second[i]!]
    tf.tidy(() => {
      first.assign(tf.add(tf.mul(first, this.#firstDecay), tf.mul(gradient, 1 - this.#firstDecay)))
      second.assign(tf.add(tf.mul(second, secondDecay), tf.mul(tf.square(gradient), 1 - secondDecay)))
      const change = tf.div(tf.mul(first, stepSize), tf.add(tf.sqrt(second), epsilon))
      variable.assign(tf.sub(variable, change))
    })
  }

  /** Both moments of every variable, one after another. */
  async save(): Promise<Uint8Array> {
    const parts: Float32Array[] = []
    for (const moment of [...this.#first, ...this.#second]) parts.push((await moment.data()) as Float32Array)
    const numbers = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      numbers.set(part, at)
      at += part.length
    }
    return new Uint8Array(numbers.buffer)
  }

  /** @throws RangeError when the bytes are not those of such variables */
  restore(bytes: Uint8Array): void {
    const moments = [...this.#first, ...this.#second]
    const wanted = moments.reduce((sum, { size }) => sum + size, 0) * 4
    if (bytes.length !== wanted) throw new RangeError('The checkpoint belongs to a model of another size.')
    const numbers = new Float32Array(bytes.slice().buffer)
    let at = 0
    for (const moment of moments) {
      const part = numbers.subarray(at, at + moment.size)
      this.#tf.tidy(() => moment.assign(this.#tf.tensor(part, moment.shape)))
      at += moment.size
    }
  }

  dispose(): void {
    for (const moment of [...this.#first, ...this.#second]) moment.dispose()
  }
}
