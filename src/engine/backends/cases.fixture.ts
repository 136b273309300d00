import type { Tensor } from '@tensorflow/tfjs'
import { gaussians, mulberry32 } from '../../core/random/random'
import type { TensorFlow } from './backend'
import { activationCases } from './cases/activations.fixture'
import type { Case } from './cases/case.fixture'
import { convolutionCases } from './cases/convolutions.fixture'
import { lossCases } from './cases/losses.fixture'
import { productCases } from './cases/products.fixture'
import { reductionCases } from './cases/reductions.fixture'
import { shapeCases } from './cases/shapes.fixture'

/**
 * What every rung must compute right: all that an autoencoder or a GAN of a first course learns through. Without a
 * test runner, so that a page of a browser runs the same list.
 */
export const cases: Case[] = [
  ...convolutionCases,
  ...productCases,
  ...activationCases,
  ...reductionCases,
  ...shapeCases,
  ...lossCases,
]

const numbersFor = (shape: readonly number[], seed: number): Float32Array =>
  gaussians(
    shape.reduce((product, side) => product * side, 1),
    mulberry32(seed),
  )

/** The result of an operation and the gradient of <result, dy> by every input, on the backend now in use. */
export async function valueAndGradients(
  tf: TensorFlow,
  [, compute, ...shapes]: Case,
): Promise<Float32Array[]> {
  const inputs = shapes.map((shape, i) => tf.tensor(numbersFor(shape, i + 1), shape))
  const value = tf.tidy(() => compute(tf, ...inputs))
  const dy = tf.tensor(numbersFor(value.shape, 99), value.shape)
  const gradients = tf.grads((...values: Tensor[]) => compute(tf, ...values))(inputs, dy)
  const results = await Promise.all([value, ...gradients].map((tensor) => tensor.data()))
  tf.dispose([...inputs, value, dy, ...gradients])
  return results as Float32Array[]
}
