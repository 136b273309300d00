import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { klDivergence, reconstructionLoss, reparameterise } from './losses'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** Two pictures of one pixel. */
const pictures = (values: number[]): tf.Tensor4D => tf.tensor4d(values, [2, 1, 1, 3])
const x = () => pictures([0, 1, 0.5, 1, 1, 0])
const y = () => pictures([0.5, 0.5, 0.5, 1, 0.25, 0.5])

const expectNumbers = (tensor: tf.Tensor, expected: number[], digits = 5): void => {
  expect(tensor.shape).toEqual([expected.length])
  Array.from(tensor.dataSync()).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, digits))
}

describe('the reconstruction term, by hand', () => {
  it('is the sum of squared errors', () => {
    expectNumbers(reconstructionLoss(tf, 'gaussian', x(), y()), [0.25 + 0.25, 0.75 ** 2 + 0.25])
  })

  it('is the cross-entropy', () => {
    // -log 1/2 for every pixel of the first; log 1, log 1/4 and log 1/2 in the second.
    const expected = [3 * Math.LN2, 3 * Math.LN2]
    expectNumbers(reconstructionLoss(tf, 'bernoulli', x(), y()), expected)
  })

  it('stays a number where the picture is surely wrong', () => {
    const [wrong] = reconstructionLoss(tf, 'bernoulli', x(), tf.sub(1, x())).dataSync()
    expect(wrong).toBeGreaterThan(20)
    expect(wrong).toBeLessThan(60)
  })
})

describe('the KL term, by hand', () => {
  it('is 0 for the prior itself, and 1/2 mu^2 when only the mean is off', () => {
    expectNumbers(klDivergence(tf, tf.tensor2d([[0], [3]]), tf.zeros([2, 1])), [0, 4.5])
  })

  it('adds up over the code', () => {
    const kl = klDivergence(tf, tf.tensor2d([[1, 0]]), tf.tensor2d([[0, Math.log(4)]]))
    expectNumbers(kl, [0.5 + 0.5 * (4 - 1 - Math.log(4))])
  })
})

it('a draw of the code is mu + sigma * epsilon', () => {
  const z = reparameterise(
    tf,
    tf.tensor2d([[1, -2]]),
    tf.tensor2d([[Math.log(9), 0]]),
    tf.tensor2d([[2, -1]]),
  )
  expectNumbers(tf.reshape(z, [2]), [7, -3])
})
