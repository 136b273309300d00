import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { discriminatorVariables, judge } from './discriminator'
import { buildGan, generate, generatorVariables, type Gan } from './gan'

const config = { latentSize: 3, channels: [4, 6, 8], seed: 7 }

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

function withGan<Result>(changes: Partial<typeof config>, side: number, use: (gan: Gan) => Result): Result {
  const gan = buildGan(backend.tf, { ...config, ...changes }, side)
  try {
    return use(gan)
  } finally {
    gan.generator.dispose()
    gan.discriminator.network.dispose()
  }
}

const numbers = (seed: number): number[][] =>
  withGan({ seed }, 8, (gan) =>
    [...generatorVariables(gan), ...discriminatorVariables(gan.discriminator)].map((w) =>
      Array.from(w.dataSync()),
    ),
  )

describe('the networks', () => {
  it.each([
    [8, [4, 6, 8]],
    [32, [4, 6, 8]],
    [64, [2, 3, 4, 5]],
  ])('draw and judge pictures of %i pixels a side', (side, channels) => {
    withGan({ channels }, side, (gan) =>
      backend.tf.tidy(() => {
        const pictures = generate(gan, backend.tf.ones([2, 3]))
        expect(pictures.shape).toEqual([2, side, side, 3])
        expect(judge(backend.tf, gan.discriminator, pictures).shape).toEqual([2, 1])
      }),
    )
  })

  it('refuse pictures that cannot be halved as often', () => {
    expect(() => withGan({}, 12, () => {})).toThrow(RangeError)
  })

  it('have as many numbers as counted by hand', () => {
    const judging = 16 * (3 * 4 + 4 * 6 + 6 * 8) + (4 + 6 + 8) + 8 + 1
    const drawing = 3 * 8 + 8 + 16 * (8 * 6 + 6 * 4 + 4 * 3) + (6 + 4 + 3)
    expect(numbers(7).reduce((sum, { length }) => sum + length, 0)).toBe(judging + drawing)
  })
})

describe('the first weights', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(numbers(7)).toEqual(numbers(7))
    expect(numbers(8)[0]).not.toEqual(numbers(7)[0])
  })

  it('neither fade nor grow through a deep network', () => {
    withGan({ latentSize: 32, channels: [24, 48, 64, 96] }, 64, (gan) =>
      backend.tf.tidy(() => {
        const { tf } = backend
        const pictures = generate(gan, tf.randomNormal([8, 32], 0, 1, 'float32', 2))
        const { mean, variance } = tf.moments(pictures)
        expect(mean.arraySync()).toBeCloseTo(0.5, 1)
        expect(variance.arraySync()).toBeGreaterThan(0.01)
        const logits = judge(tf, gan.discriminator, tf.randomUniform([8, 64, 64, 3], 0, 1, 'float32', 3))
        const size = tf.sqrt(tf.mean(tf.square(logits))).arraySync() as number
        expect(size).toBeGreaterThan(0.05)
        expect(size).toBeLessThan(5)
      }),
    )
  })
})
