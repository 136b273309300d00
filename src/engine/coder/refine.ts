import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { compiled } from '../backends/backend'
import { buildLearner } from '../kinds'
import { decode, disposeLearner } from '../kinds/learner'
import { Adam } from '../training/adam'
import { restoreNetworks } from '../training/checkpoint'
import { lossesAndGradients } from '../training/minimise'
import type { TfjsInput } from './tfjs'

export interface Refinement {
  /** Steps done. */
  step: number
  /** Mean squared error of a pixel in [0, 1] before that step. */
  error: number
  /** [count, codeSize]. */
  z: Float32Array
}

export interface RefineOptions {
  steps?: number
  learningRate?: number
  /** Called every few steps with the codes so far; refining ends when it gives false. */
  onStep?: (refinement: Refinement) => Promise<boolean>
}

const every = 10
/** Pulls codes towards the prior, so that what decodes well by accident far outside does not win. */
const priorWeight = 1e-3

/**
 * Codes whose pictures come closer to given ones: from an encoder's guess, Adam goes down the squared error through the
 * decoder ("projection", Zhu et al. 2016, "Generative visual manipulation on the natural image manifold", section 3.1).
 *
 * @param z first guesses, [count, codeSize] @param rgb the pictures, bytes [count, side, side, 3]
 */
export async function refine(
  input: TfjsInput,
  z: Float32Array,
  rgb: Uint8Array,
  { steps = 100, learningRate = 0.05, onStep }: RefineOptions = {},
): Promise<Refinement> {
  const { backend, config, side, files } = input
  const { tf } = backend
  const learner = buildLearner(tf, config, side)
  restoreNetworks(tf, learner.networks, files)
  const count = rgb.length / (side * side * 3)
  const codes = tf.tidy(() => tf.variable(tf.tensor2d(z, [count, z.length / count])))
  const adam = new Adam(tf, [codes])
  const x = tf.tidy(() => tf.div<Tensor4D>(tf.tensor4d(rgb, [count, side, side, 3], 'int32'), 255))
  const decoderWeights = learner.networks.decoder.weights.map((weight) => weight.read() as typeof codes)
  const work = compiled(
    backend,
    ([target, size]) => {
      const losses = (): Scalar[] => {
        const errors = tf.squaredDifference(target!, decode(learner.networks, codes as Tensor2D))
        const pull: Scalar = tf.mul(priorWeight, tf.sum(tf.square(codes)))
        // Summed over pictures: each code has a step of its own, whatever the others do.
        return [tf.add(tf.mul(tf.sum(errors), 1 / (side * side)), pull), tf.mean(errors)]
      }
      const { told, gradients } = lossesAndGradients(tf, { variables: [codes] }, losses)
      return [told, ...adam.next(gradients, size as Scalar)]
    },
    [...adam.state, ...decoderWeights],
  )
  let error = NaN
  let step = 0
  for (let goesOn = true; goesOn && step < steps; step++) {
    const size = tf.scalar(adam.stepSize(learningRate, step + 1))
    const [told, ...next] = work.run([x, size])
    error = (await told!.data())[1]!
    adam.state.forEach((variable, i) => variable.assign(next[i]!))
    tf.dispose([size, told!, ...next])
    if (onStep && step % every === 0)
      goesOn = await onStep({ step, error, z: (await codes.data()) as Float32Array })
  }
  const refined = Float32Array.from(await codes.data())
  work.dispose()
  adam.dispose()
  tf.dispose([codes, x])
  disposeLearner(learner)
  return { step, error, z: refined }
}
