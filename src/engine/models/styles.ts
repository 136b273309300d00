import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { gaussians, mulberry32 } from '../../core/random/random'
import type { TensorFlow } from '../backends/backend'
import type { Growth } from './growing'
import { tensorOperations, type NetworkFunction, type Operations } from './network'
import { groups, mapped, styledDrawing, styledFeatures } from './styled-generator'
import type { WeightRecipe, Weights } from './weights'

/** Codes of a style-based generator: the styles w of its groups of layers, each number at mean 0 and deviation 1. */

const draws = 512
const smallest = 1e-8

/** To codes, in the mapping's weights, and back, in the generator's. */
export const toCode = { scale: 'w/scale', shift: 'w/shift' } as const
export const fromCode = { deviation: 'w/deviation', average: 'w/average' } as const

/** Weights for both, that steps assign. */
export const codeRecipes = (
  { scale, offset }: { scale: string; offset: string },
  size: number,
): Record<string, WeightRecipe> => ({
  [scale]: { shape: [size], mean: 1, learns: false },
  [offset]: { shape: [size], learns: false },
})

/** z [batch, size] to one group's part of a code, likewise. */
export const standardised = <V>(ops: Operations<V>, z: V): V =>
  ops.bias(ops.scale(mapped(ops, z), toCode.scale), toCode.shift)

/** z to a code [batch, 3 size] with the same style in every group, the mean one where the truncation is 0. */
export const sampling =
  (truncation: number): NetworkFunction =>
  (ops, [z]) => {
    const part = ops.scale(standardised(ops, z!), truncation)
    return [groups.slice(1).reduce((code) => ops.concat(code, part), part)]
  }

/** Codes [batch, 3 size] to pictures. */
export const decoding =
  (growth: Growth, size: number): NetworkFunction =>
  (ops, [code]) =>
    styledDrawing(growth)(ops, stylesOf(ops, code!, size))

/** Codes [batch, 3 size] to what the colours of a side are made of. */
export const decodedFeatures =
  (growth: Growth, size: number, last: number): NetworkFunction =>
  (ops, [code]) =>
    styledFeatures(growth, last)(ops, stylesOf(ops, code!, size))

const stylesOf = <V>(ops: Operations<V>, code: V, size: number): V[] =>
  groups.map((_, i) => {
    const part = ops.part(code, i * size, size)
    return ops.bias(ops.scale(part, fromCode.deviation), fromCode.average)
  })

/** What makes w of a mapping standard, measured on always the same draws: values of `toCode`, then of `fromCode`. */
export function standards(tf: TensorFlow, mapping: Weights, size: number): Tensor[] {
  const z = tf.tensor2d(gaussians(draws * size, mulberry32(draws)), [draws, size])
  const w = mapped<Tensor>(
    tensorOperations(tf, (name) => mapping.get(name)),
    z,
  ) as Tensor2D
  const average: Tensor1D = tf.mean(w, 0)
  const variance: Tensor1D = tf.mean(tf.squaredDifference(w, average), 0)
  const deviation = tf.sqrt(tf.add(variance, smallest))
  return [tf.div(1, deviation), tf.neg(tf.div(average, deviation)), deviation, average]
}

/**
 * Styles of the three groups, of two codes in some pictures: from the middle group on in half of them, in the others in
 * the fine one. @param noise [batch, 2 latentSize + 1 or more]
 */
export function mixed(
  tf: TensorFlow,
  { latentSize, mixing }: { latentSize: number; mixing: number },
  noise: Tensor2D,
  styleOf: (z: Tensor2D) => Tensor,
): Tensor2D[] {
  const numbers = (start: number, size: number): Tensor2D => tf.slice(noise, [0, start], [-1, size])
  const [one, other] = [styleOf(numbers(0, latentSize)), styleOf(numbers(latentSize, latentSize))]
  // Uniform to a hundredth (Bowling et al. 2009).
  const place = tf.sigmoid(tf.mul(numbers(2 * latentSize, 1), 1.702))
  const taken = [0, mixing / 2, mixing].map((share) => tf.cast(tf.less(place, share), 'float32'))
  return taken.map((share): Tensor2D => tf.add(one, tf.mul(tf.sub(other, one), share)))
}
