import type { NamedTensorMap, Scalar, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { discriminatorVariables, generate, generatorVariables, judge, type Gan } from '../models/gan'
import { discriminatorLoss, generatorLoss } from '../models/gan-losses'
import { Adam } from './adam'
import { requireFinite } from './diverged'

/** A loss and its gradient by every variable of one network. The caller disposes both. */
export interface LossAndGradients {
  value: Scalar
  grads: NamedTensorMap
}

/** @param x pictures of the data, [batch, side, side, 3] @param z codes, [batch, latentSize] */
export function discriminatorGradients(tf: TensorFlow, gan: Gan, x: Tensor4D, z: Tensor2D): LossAndGradients {
  const fake = tf.tidy(() => generate(gan, z))
  const loss = (): Scalar => discriminatorLoss(tf, judge(gan, x), judge(gan, fake))
  const found = tf.variableGrads(loss, discriminatorVariables(gan))
  fake.dispose()
  return found
}

export function generatorGradients(tf: TensorFlow, gan: Gan, z: Tensor2D): LossAndGradients {
  const loss = (): Scalar => generatorLoss(tf, judge(gan, generate(gan, z)))
  return tf.variableGrads(loss, generatorVariables(gan))
}

export interface GanLosses {
  discriminator: number
  generator: number
}

/** The first moment's decay that DCGAN found to be stable (Radford et al. 2016, section 4). */
const firstDecay = 0.5

/** A GAN and its two optimisers. */
export class GanTraining {
  readonly #tf: TensorFlow
  readonly #gan: Gan
  readonly #optimisers: { generator: Adam; discriminator: Adam }
  #step = 0

  constructor(tf: TensorFlow, gan: Gan) {
    this.#tf = tf
    this.#gan = gan
    const optimiser = (variables: Variable[]): Adam => new Adam(tf, variables, { firstDecay })
    this.#optimisers = {
      generator: optimiser(generatorVariables(gan)),
      discriminator: optimiser(discriminatorVariables(gan)),
    }
  }

  /**
   * One step of the discriminator, then one of the generator against it (Goodfellow et al. 2014, algorithm 1, k = 1).
   *
   * @param z codes for each of the two, drawn apart
   * @returns both losses as they were before their steps @throws TrainingDivergedError
   */
  async step(x: Tensor4D, z: readonly [Tensor2D, Tensor2D], learningRate: number): Promise<GanLosses> {
    const tf = this.#tf
    const discriminator = discriminatorGradients(tf, this.#gan, x, z[0])
    this.#optimisers.discriminator.apply(discriminator.grads, learningRate, this.#step + 1)
    const generator = generatorGradients(tf, this.#gan, z[1])
    this.#optimisers.generator.apply(generator.grads, learningRate, this.#step + 1)
    const values = await Promise.all([discriminator, generator].map(({ value }) => value.data()))
    tf.dispose([discriminator.value, discriminator.grads, generator.value, generator.grads])
    this.#step++
    const [first = NaN, second = NaN] = values.map(([loss]) => loss)
    requireFinite([first, second], this.#step)
    return { discriminator: first, generator: second }
  }

  /** Frees the optimisers; the networks are whoever built them's to free. */
  dispose(): void {
    this.#optimisers.generator.dispose()
    this.#optimisers.discriminator.dispose()
  }
}
