import type { Tensor, Variable } from '@tensorflow/tfjs'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import type { TensorFlow } from '../backends/backend'
import { floatsIn } from '../training/numbers'

/** A weight before anything is learned: normal numbers of this mean and deviation, both 0 unless said. */
export interface WeightRecipe {
  shape: number[]
  mean?: number
  deviation?: number
  /** False for what steps assign themselves: averages, vectors of a spectral norm, how far a layer is faded in. */
  learns?: boolean
}

/** The weights of a network that is a function of tensors, by names of our own and in the order of their recipes. */
export class Weights {
  readonly #tf: TensorFlow
  readonly #recipes: Readonly<Record<string, WeightRecipe>>
  readonly #variables: Map<string, Variable>

  /** @param stream tells one network's numbers from another's under the same seed */
  constructor(tf: TensorFlow, recipes: Readonly<Record<string, WeightRecipe>>, seed: number, stream: number) {
    this.#tf = tf
    this.#recipes = recipes
    const made = Object.entries(recipes).map(([name, recipe], index): [string, Variable] => {
      const numbers = firstNumbers(recipe, seedFrom(seed, stream, index))
      const { shape, learns = true } = recipe
      return [name, tf.tidy(() => tf.variable(tf.tensor(numbers, shape), learns))]
    })
    this.#variables = new Map(made)
  }

  /** @throws RangeError when there is none of this name */
  get(name: string): Variable {
    const variable = this.#variables.get(name)
    if (!variable) throw new RangeError(`The network has no weight named "${name}".`)
    return variable
  }

  get names(): string[] {
    return [...this.#variables.keys()]
  }

  get all(): Variable[] {
    return [...this.#variables.values()]
  }

  get learning(): Variable[] {
    return this.all.filter(({ trainable }) => trainable)
  }

  /** Others of the same recipes and values, for averages. */
  copy(): Weights {
    const copy = new Weights(this.#tf, this.#recipes, 0, 0)
    copy.assign(this.all)
    return copy
  }

  /** @param values for each weight, in order; the caller disposes them */
  assign(values: readonly Tensor[]): void {
    this.all.forEach((variable, i) => variable.assign(values[i]!))
  }

  /** Every number, one weight after another, as 32-bit floats. */
  async save(): Promise<Uint8Array> {
    const parts = await Promise.all(this.all.map((variable) => variable.data()))
    const numbers = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      numbers.set(part, at)
      at += part.length
    }
    return new Uint8Array(numbers.buffer)
  }

  /** @throws RangeError when the bytes are not those of such weights */
  restore(bytes: Uint8Array | undefined): void {
    const wanted = this.all.reduce((sum, { size }) => sum + size, 0) * 4
    if (bytes?.length !== wanted) throw new RangeError('The checkpoint belongs to a model of another size.')
    const numbers = floatsIn(bytes)
    let at = 0
    for (const variable of this.all) {
      const part = numbers.slice(at, (at += variable.size))
      this.#tf.tidy(() => variable.assign(this.#tf.tensor(part, variable.shape)))
    }
  }

  dispose(): void {
    this.#tf.dispose(this.all)
  }
}

function firstNumbers({ shape, mean = 0, deviation = 0 }: WeightRecipe, seed: number): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1)
  if (deviation === 0) return new Float32Array(size).fill(mean)
  return gaussians(size, mulberry32(seed)).map((x) => mean + deviation * x)
}
