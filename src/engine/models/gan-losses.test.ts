import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { discriminatorLoss, generatorLoss } from './gan-losses'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** Logits of pictures that are taken for real with these probabilities. */
const logits = (...probabilities: number[]): tf.Tensor2D =>
  tf.tensor2d(
    probabilities.map((p) => Math.log(p / (1 - p))),
    [probabilities.length, 1],
  )

const number = (loss: tf.Scalar): number => loss.dataSync()[0]!

describe("the discriminator's loss, by hand", () => {
  it('is 2 log 2 when it guesses', () => {
    expect(number(discriminatorLoss(tf, logits(0.5, 0.5), logits(0.5, 0.5)))).toBeCloseTo(2 * Math.LN2, 6)
  })

  it('is -log D of the real and -log(1 - D) of the others', () => {
    const expected = -Math.log(0.9 * 0.8) / 2 - Math.log(0.75 * 0.4) / 2
    expect(number(discriminatorLoss(tf, logits(0.9, 0.8), logits(0.25, 0.6)))).toBeCloseTo(expected, 6)
  })

  it('stays a number where it is surely wrong', () => {
    expect(number(discriminatorLoss(tf, tf.fill([1, 1], -500), tf.fill([1, 1], 300)))).toBeCloseTo(800, 3)
  })

  it('is least where a smoothed label says, not further', () => {
    const slope = tf.grad((x) => discriminatorLoss(tf, x, tf.zeros([1, 1]), { labelSmoothing: 0.1 }))
    expect(slope(logits(0.9)).dataSync()[0]).toBeCloseTo(0, 6)
  })

  it.each(['hinge', 'wasserstein'] as const)('%s has no labels to smooth', (loss) => {
    const x = tf.zeros([1, 1])
    expect(() => discriminatorLoss(tf, x, x, { loss, labelSmoothing: 0.1 })).toThrow(loss)
  })
})

describe("the generator's loss, by hand", () => {
  it('is -log D of its pictures', () => {
    expect(number(generatorLoss(tf, logits(0.25, 0.6)))).toBeCloseTo(-Math.log(0.25 * 0.6) / 2, 6)
  })

  it('still has a slope where all its pictures are seen through', () => {
    const slope = tf.grad((x) => generatorLoss(tf, x))(tf.fill([1, 1], -100))
    expect(slope.dataSync()[0]).toBeCloseTo(-1, 6)
  })
})
