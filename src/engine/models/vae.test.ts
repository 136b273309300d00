import type { Tensor4D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { defaultConfigs, type VaeConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { computeOn, openTestWasm } from '../backends/open.fixture'
import { buildVae, decode, encode, trainableVariables, type Vae } from './vae'

const config: VaeConfig = { ...defaultConfigs.vae, latentSize: 3, channels: [2, 3, 4, 5] }

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

/** Builds networks, hands them out, and frees them. */
function withVae<Result>(side: number, changes: Partial<VaeConfig>, use: (vae: Vae) => Result): Result {
  const vae = buildVae(backend.tf, { ...config, ...changes }, side)
  try {
    return use(vae)
  } finally {
    vae.encoder.dispose()
    vae.decoder.dispose()
  }
}

const weights = (changes: Partial<VaeConfig> = {}): Float32Array[] =>
  withVae(16, changes, (vae) => trainableVariables(vae).map((weight) => weight.dataSync() as Float32Array))

describe('the networks', () => {
  it.each([16, 32, 64])('turn pictures of %i pixels a side into codes and back', (side) => {
    withVae(side, {}, (vae) =>
      backend.tf.tidy(() => {
        const [mu, logVariance] = encode(vae, backend.tf.ones([2, side, side, 3]))
        expect([mu.shape, logVariance.shape]).toEqual([
          [2, 3],
          [2, 3],
        ])
        expect(decode(vae, mu).shape).toEqual([2, side, side, 3])
      }),
    )
  })

  it('refuse pictures that cannot be halved four times', () => {
    expect(() => withVae(40, {}, () => {})).toThrow(RangeError)
  })

  it('have as many numbers as counted by hand', () => {
    const encoder = 16 * (3 * 2 + 2 * 3 + 3 * 4 + 4 * 5) + (2 + 3 + 4 + 5) + 2 * (5 * 3 + 3)
    const decoder = 3 * 5 + 5 + 16 * (5 * 4 + 4 * 3 + 3 * 2 + 2 * 3) + (4 + 3 + 2 + 3)
    expect(weights().reduce((sum, { length }) => sum + length, 0)).toBe(encoder + decoder)
  })
})

describe('the first weights', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(weights()).toEqual(weights())
    expect(weights({ seed: 8 })[0]).not.toEqual(weights()[0])
  })

  it('are the same on every backend', async () => {
    const on = (name: string) =>
      computeOn(backend, name, () => withVae(16, {}, (vae) => trainableVariables(vae).map((w) => w.clone())))
    expect(await on('cpu')).toEqual(await on('wasm'))
  })

  it('start from a variance of 1 and pictures near grey, at a size that neither fades nor grows', () => {
    withVae(64, { channels: defaultConfigs.vae.channels, latentSize: 32 }, (vae) =>
      backend.tf.tidy(() => {
        const { tf } = backend
        const x: Tensor4D = tf.randomUniform([8, 64, 64, 3], 0, 1, 'float32', 1)
        const [mu, logVariance] = encode(vae, x)
        expect(tf.max(tf.abs(logVariance)).arraySync()).toBe(0)
        const y = decode(vae, tf.randomNormal([8, 32], 0, 1, 'float32', 2))
        expect(tf.mean(y).arraySync()).toBeCloseTo(0.5, 1)
        const spread = tf.sqrt(tf.mean(tf.square(mu))).arraySync() as number
        expect(spread).toBeGreaterThan(0.1)
        expect(spread).toBeLessThan(3)
      }),
    )
  })
})
