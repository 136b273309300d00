import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { buildGan, discriminatorVariables, generate, generatorVariables } from '../models/gan'
import { discriminatorGradients, GanTraining, generatorGradients } from './gan-training'

const [batch, latentSize, side] = [8, 4, 8]
const config = { latentSize, channels: [6, 8], seed: 7 }

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

const codes = (seed: number): Tensor2D =>
  backend.tf.tensor2d(gaussians(batch * latentSize, mulberry32(seed)), [batch, latentSize])

/** Reddish pictures: each of one colour near (0.9, 0.2, 0.3). */
function reddish(seed: number): Tensor4D {
  const { tf } = backend
  return tf.tidy(() => {
    const noise = tf.tensor4d(gaussians(batch * 3, mulberry32(seed)), [batch, 1, 1, 3])
    const colours = tf.add(tf.mul(noise, 0.03), tf.tensor1d([0.9, 0.2, 0.3]))
    return tf.tile(colours as Tensor4D, [1, side, side, 1])
  })
}

describe('the gradients', () => {
  it('are those of one network each, and leave no tensor', () => {
    const gan = buildGan(backend.tf, config, side)
    const [x, z] = [reddish(1), codes(2)]
    const before = backend.tf.memory().numTensors
    const discriminator = discriminatorGradients(backend.tf, gan, x, z)
    const generator = generatorGradients(backend.tf, gan, z)
    const names = (variables: { name: string }[]): string[] => variables.map(({ name }) => name).sort()
    expect(Object.keys(discriminator.grads).sort()).toEqual(names(discriminatorVariables(gan)))
    expect(Object.keys(generator.grads).sort()).toEqual(names(generatorVariables(gan)))
    for (const { value, grads } of [discriminator, generator]) backend.tf.dispose([value, grads])
    expect(backend.tf.memory().numTensors).toBe(before)
  })
})

describe('training', () => {
  it('brings the colours of the data into what is drawn', async () => {
    const { tf } = backend
    const gan = buildGan(tf, config, side)
    const training = new GanTraining(tf, gan)
    for (let step = 0; step < 300; step++) {
      const tensors = [reddish(step), codes(2 * step), codes(2 * step + 1)] as const
      await training.step(tensors[0], [tensors[1], tensors[2]], 2e-3)
      tf.dispose([...tensors])
    }
    const drawn = tf.tidy(() => tf.mean(generate(gan, codes(999)), [0, 1, 2]).arraySync()) as number[]
    for (const [i, right] of [0.9, 0.2, 0.3].entries()) expect(Math.abs(drawn[i]! - right)).toBeLessThan(0.1)
  })
})
