import type { Scalar, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import { defaultTrainingConfig, type TrainingConfig } from '../../core/records/model'
import type { Backend, TensorFlow } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { buildVae, trainableVariables } from '../models/vae'
import { lossGradients, lossTerms } from './objective'

const config: TrainingConfig = { ...defaultTrainingConfig, latentSize: 3, channels: [2, 3, 4, 5] }
const klWeight = 0.7
const [batch, side] = [2, 16]
/** Half the distance of the two losses compared: small against kinks, large against rounding of a loss near 200. */
const distance = 2e-3

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

function normal(tf: TensorFlow, shape: number[], seed: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1)
  return tf.tensor(gaussians(size, mulberry32(seed)), shape)
}

/** (L(w + h d) - L(w - h d)) / 2h for the direction d of one weight; the weight is as before afterwards. */
function slopeAlong(tf: TensorFlow, weight: Variable, direction: Tensor, loss: () => number): number {
  const at = (amount: number): number =>
    tf.tidy(() => {
      const moved = tf.add(weight, tf.mul(direction, amount))
      const kept = weight.clone()
      weight.assign(moved)
      const value = loss()
      weight.assign(kept)
      return value
    })
  return (at(distance) - at(-distance)) / (2 * distance)
}

describe.each(['gaussian', 'bernoulli'] as const)('the gradient of the %s bound', (likelihood) => {
  test('is the slope of the loss, for every weight of both networks', async () => {
    const { tf } = backend
    const vae = buildVae(tf, config, side)
    const variables = trainableVariables(vae)
    // The first weights are chosen for small slopes, which rounding would hide.
    variables.forEach((weight, i) =>
      tf.tidy(() => weight.assign(tf.mul(normal(tf, weight.shape, 10 + i), 0.4))),
    )
    const x = tf.sigmoid(normal(tf, [batch, side, side, 3], 1)) as Tensor4D
    const epsilon = normal(tf, [batch, config.latentSize], 2) as Tensor2D
    const terms = (): Tensor2D => lossTerms(tf, vae, likelihood, x, epsilon)
    const { losses, gradients } = await lossGradients(tf, terms, klWeight, variables)
    const total = (): number => {
      const [reconstruction, kl] = tf.mean(terms(), 1).arraySync() as [number, number]
      return reconstruction + klWeight * kl
    }
    expect(total()).toBeCloseTo(losses.total, 3)
    for (const [i, weight] of variables.entries()) {
      // Along the gradient itself the slope is its length: nothing cancels.
      const gradient = gradients[weight.name]!
      const length = tf.norm(gradient).arraySync() as number
      const slope = slopeAlong(tf, weight, tf.div(gradient, length), total)
      expect(Math.abs(slope - length) / length, `weight ${i}: ${slope} and ${length}`).toBeLessThan(0.03)
    }
  })
})

test('what does not learn gets no gradient, and nothing is left behind', async () => {
  const { tf } = backend
  const [a, b] = [tf.variable(tf.scalar(2)), tf.variable(tf.scalar(3))]
  const terms = (): Tensor2D => tf.reshape(tf.stack([tf.mul(a, b), tf.square(a)] as Scalar[]), [2, 1])
  const before = tf.memory().numTensors
  const { losses, gradients } = await lossGradients(tf, terms, 0.5, [a])
  expect(losses).toEqual({ reconstruction: 6, kl: 4, total: 8 })
  expect(Object.keys(gradients)).toEqual([a.name])
  expect(gradients[a.name]!.arraySync()).toBe(3 + 0.5 * 4)
  expect(tf.memory().numTensors).toBe(before + 1)
  tf.dispose([a, b, gradients])
})
