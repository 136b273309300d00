import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { upsample2x } from '../ops/upsample'
import { discriminatorRecipes, judgeGrown } from './grown-discriminator'
import { drawing, fadeOf, generatorRecipes } from './grown-generator'
import { growthOf } from './growing'
import { tensorOperations } from './network'
import { Weights } from './weights'

const growth = growthOf(32, [4, 5, 6, 7])
let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

const worst = ({ tf }: Backend, a: Tensor, b: Tensor): number => {
  expect(a.shape).toEqual(b.shape)
  return tf.max(tf.abs(tf.sub(a, b))).arraySync() as number
}

/** Pictures of a side, with its own colours as far faded in as is said. */
function pictures(
  weights: Weights,
  z: Tensor2D,
  stage: { from: number; last: number; fade: number },
): Tensor4D {
  const { tf } = backend
  const fade = tf.scalar(stage.fade)
  const ops = tensorOperations(tf, (name) => (name === fadeOf(stage.last) ? fade : weights.get(name)))
  return drawing(growth, stage)<Tensor>(ops, [z])[0] as Tensor4D
}

describe('growing', () => {
  it('is refused for sides that cannot be doubled to', () => {
    expect(() => growthOf(48, [1, 2])).toThrow('48')
    expect(growthOf(64, [4, 5, 6, 7]).sides.map(growthOf(64, [4, 5, 6, 7]).channelsAt)).toEqual([
      7, 6, 5, 4, 2,
    ])
  })

  it('draws on without a jump: a new side at 0 is the old one at 1, enlarged', () => {
    const { tf } = backend
    const weights = new Weights(tf, generatorRecipes(growth, 3), 1, 1)
    tf.tidy(() => {
      const z = tf.tensor2d(gaussians(6, mulberry32(1)), [2, 3])
      for (const side of [8, 16]) {
        const old = pictures(weights, z, { from: Math.max(8, side / 2), last: side, fade: 1 })
        const young = { from: side, last: 2 * side }
        expect(worst(backend, pictures(weights, z, { ...young, fade: 0 }), upsample2x(tf, old))).toBeLessThan(
          1e-5,
        )
        expect(
          worst(backend, pictures(weights, z, { ...young, fade: 0.5 }), upsample2x(tf, old)),
        ).toBeGreaterThan(0.01)
      }
    })
    weights.dispose()
  })

  it('judges on without a jump', () => {
    const { tf } = backend
    const weights = new Weights(tf, discriminatorRecipes(growth), 1, 1)
    const weightOf = (name: string): Tensor => weights.get(name)
    tf.tidy(() => {
      const x = tf.sigmoid(tf.tensor4d(gaussians(4 * 256 * 3, mulberry32(2)), [4, 16, 16, 3]))
      const old = judgeGrown(tf, { growth, weightOf }, x)
      const young = (fade: number): Tensor2D =>
        judgeGrown(tf, { growth, weightOf, fade: tf.scalar(fade) }, upsample2x(tf, x))
      expect(worst(backend, young(0), old)).toBeLessThan(1e-5)
      expect(worst(backend, young(1), old)).toBeGreaterThan(0.01)
    })
    weights.dispose()
  })

  it('the whole generator draws what the present side draws, enlarged', () => {
    const { tf } = backend
    const weights = new Weights(tf, generatorRecipes(growth, 3), 1, 1)
    weights.get(fadeOf(16)).assign(tf.scalar(0.3))
    tf.tidy(() => {
      const z = tf.tensor2d(gaussians(6, mulberry32(1)), [2, 3])
      const present = pictures(weights, z, { from: 8, last: 16, fade: 0.3 })
      const ops = tensorOperations(tf, (name) => weights.get(name))
      const whole = drawing(growth, { from: 8, last: 32 })<Tensor>(ops, [z])[0]!
      expect(worst(backend, whole, upsample2x(tf, present))).toBeLessThan(1e-5)
    })
    weights.dispose()
  })
})
