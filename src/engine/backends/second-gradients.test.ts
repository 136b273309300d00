import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerSecondGradients } from './second-gradients'

/** The derivative of a function's derivative at 0.5. */
const secondAt = (f: (x: tf.Tensor) => tf.Tensor): number =>
  tf.tidy(
    () =>
      tf
        .grad((x) => tf.grad(f)(x))(tf.scalar(0.5))
        .dataSync()[0]!,
  )

const [s, t] = [1 / (1 + Math.exp(-0.5)), Math.tanh(0.5)]
/** Of a square, so that the first gradient still depends on the input where a part of it is lost. */
const curved: [string, (x: tf.Tensor) => tf.Tensor, number][] = [
  ['sigmoid', (x) => tf.square(tf.sigmoid(x)), 2 * s * s * (1 - s) * (2 - 3 * s)],
  ['tanh', (x) => tf.square(tf.tanh(x)), 2 * (1 - t * t) * (1 - 3 * t * t)],
  ['exp', (x) => tf.square(tf.exp(x)), 4 * Math.E],
]
const kinked: [string, (x: tf.Tensor) => tf.Tensor][] = [
  ['leakyRelu', (x) => tf.leakyRelu(tf.square(x), 0.2)],
  ['prelu', (x) => tf.prelu(tf.square(x), tf.scalar(0.2))],
  ['clip', (x) => tf.clipByValue(tf.square(x), -1, 1)],
]

// In this order: what is registered stays.
describe.sequential('second gradients on a backend', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu')
  })

  it.each(curved)('of %s are wrong by TensorFlow.js alone', (_, f, right) => {
    expect(Math.abs(secondAt(f) - right)).toBeGreaterThan(0.05)
  })

  it.each(kinked)('of %s are missing by TensorFlow.js alone', (_, f) => {
    expect(() => secondAt(f)).toThrow('gradient function not found')
  })

  it('can be registered more than once', () => {
    registerSecondGradients(tf)
    registerSecondGradients(tf)
  })

  it.each(curved)('of %s are right then', (_, f, right) => expect(secondAt(f)).toBeCloseTo(right, 5))

  it.each(kinked)('of %s are right then', (_, f) => expect(secondAt(f)).toBeCloseTo(2, 6))
})
