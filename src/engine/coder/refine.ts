import type { Scalar, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { Pull } from '../../core/distance/pull'
import { compiled, type CompiledWork, type TensorFlow } from '../backends/backend'
import { buildLearner } from '../kinds'
import { decode, disposeLearner, type Learner } from '../kinds/learner'
import { Adam } from '../training/adam'
import { restoreNetworks } from '../training/checkpoint'
import { lossesAndGradients } from '../training/minimise'
import type { TfjsInput } from './tfjs'

export interface Refinement {
  /** Steps done. */
  step: number
  /** Mean squared error of a pixel in [0, 1], before the last of them. */
  error: number
  /** [count, codeSize]. */
  z: Float32Array
}

export interface RefineOptions {
  /** Towards the data, in the place of the weak pull towards N(0, 1); added to the mean squared error by its weight. */
  pull?: WeightedPull
  steps?: number
  learningRate?: number
  /** Called every few steps with the codes so far; refining ends when it gives false. */
  onStep?: (refinement: Refinement) => Promise<boolean>
}

/** `weight * D^2(z) / codeSize`: what likeness is given up for a code that can be edited. */
export interface WeightedPull extends Pull {
  weight: number
}

const every = 5
/**
 * Pulls codes towards the prior N(0, 1), so that what decodes well by accident far outside does not win: the variance of
 * a pixel's error, (0.1)^2, over the 12,288 numbers of a picture, as the most likely code weighs them.
 */
const priorWeight = 1e-6

/**
 * Codes whose pictures come closer to given ones: from an encoder's guess, Adam goes down the squared error through the
 * decoder ("projection", Zhu et al. 2016, "Generative visual manipulation on the natural image manifold", section 3.1).
 *
 * With a pull the squared error is weighed against Mahalanobis' distance to the data: a code far from them may look more
 * alike and yet be edited badly (Tov et al. 2021, "Designing an encoder for StyleGAN image manipulation", section 3).
 *
 * @param z first guesses, [count, codeSize] @param rgb the pictures, bytes [count, side, side, 3]
 */
export async function refine(
  input: TfjsInput,
  z: Float32Array,
  rgb: Uint8Array,
  { steps = 100, learningRate = 0.05, pull, onStep }: RefineOptions = {},
): Promise<Refinement> {
  const refiner = new Refiner(input, z, rgb, pull)
  try {
    let [step, error, goesOn] = [0, NaN, true]
    while (goesOn && step < steps) {
      error = await refiner.step(learningRate)
      step++
      if (onStep && step % every === 0) goesOn = await onStep({ step, error, z: await refiner.codes() })
    }
    return { step, error, z: await refiner.codes() }
  } finally {
    refiner.dispose()
  }
}

interface PullTensors {
  /** [1, codeSize] */
  mean: Tensor2D
  /** W^T, [codeSize, codeSize] */
  transposed: Tensor2D
  weight: number
}

function pullTensors(tf: TensorFlow, { mean, whitening, weight }: WeightedPull): PullTensors {
  const size = mean.length
  return {
    mean: tf.tensor2d(mean, [1, size]),
    transposed: tf.tidy(() => tf.transpose(tf.tensor2d(whitening, [size, size]))),
    weight,
  }
}

class Refiner {
  readonly #input: TfjsInput
  readonly #learner: Learner
  readonly #codes: Variable
  readonly #target: Tensor4D
  readonly #pull: PullTensors | undefined
  readonly #adam: Adam
  readonly #work: CompiledWork
  #step = 0

  constructor(input: TfjsInput, z: Float32Array, rgb: Uint8Array, pull: WeightedPull | undefined) {
    const { backend, config, side, files } = input
    const { tf } = backend
    const count = rgb.length / (side * side * 3)
    this.#input = input
    this.#learner = buildLearner(tf, config, side)
    restoreNetworks(this.#learner.networks, files)
    this.#codes = tf.tidy(() => tf.variable(tf.tensor2d(z, [count, z.length / count])))
    this.#target = tf.tidy(() => tf.div(tf.tensor4d(rgb, [count, side, side, 3], 'int32'), 255))
    this.#pull = pull && pullTensors(tf, pull)
    this.#adam = new Adam(tf, [this.#codes])
    this.#work = this.#compile()
  }

  #compile(): CompiledWork {
    const [{ tf }, adam] = [this.#input.backend, this.#adam]
    return compiled(
      this.#input.backend,
      ([target, size, ...towards]) => {
        const losses = (): Scalar[] => this.#losses(target as Tensor4D, towards as Tensor2D[])
        const { told, gradients } = lossesAndGradients(tf, { variables: [this.#codes] }, losses)
        return [told, ...adam.next(gradients, size as Scalar)]
      },
      [...adam.state, ...this.#learner.networks.decoder.variables],
    )
  }

  /** Summed over pictures: each code goes its own way, whatever the others do. */
  #losses(target: Tensor4D, [mean, transposed]: readonly Tensor2D[]): Scalar[] {
    const [{ tf }, { side }] = [this.#input.backend, this.#input]
    const errors = tf.squaredDifference(target, decode(this.#learner.networks, this.#codes as Tensor2D))
    const pull = this.#pull
      ? this.#towardsData(mean!, transposed!, this.#pull.weight)
      : tf.mul(priorWeight, tf.sum(tf.square(this.#codes)))
    return [tf.add(tf.div(tf.sum(errors), 3 * side * side), pull), tf.mean(errors)]
  }

  #towardsData(mean: Tensor2D, transposed: Tensor2D, weight: number): Scalar {
    const { tf } = this.#input.backend
    const whitened = tf.matMul(tf.sub<Tensor2D>(this.#codes, mean), transposed)
    return tf.mul(weight / mean.shape[1], tf.sum(tf.square(whitened)))
  }

  /** @returns the error before it */
  async step(learningRate: number): Promise<number> {
    const { tf } = this.#input.backend
    const pull = this.#pull
    const size = tf.scalar(this.#adam.stepSize(learningRate, ++this.#step))
    const [told, ...next] = this.#work.run([
      this.#target,
      size,
      ...(pull ? [pull.mean, pull.transposed] : []),
    ])
    const [, error = NaN] = await told!.data()
    this.#adam.state.forEach((variable, i) => variable.assign(next[i]!))
    tf.dispose([size, told!, ...next])
    return error
  }

  async codes(): Promise<Float32Array> {
    return Float32Array.from(await this.#codes.data())
  }

  dispose(): void {
    this.#work.dispose()
    this.#adam.dispose()
    this.#input.backend.tf.dispose([this.#codes, this.#target])
    if (this.#pull) this.#input.backend.tf.dispose([this.#pull.mean, this.#pull.transposed])
    disposeLearner(this.#learner)
  }
}
