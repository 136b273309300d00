import type { Scalar, Tensor, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { Backend, TensorFlow } from '../../backends/backend'
import { downsample2x } from '../../ops/upsample'
import { r1Penalty, wassersteinPenalty, type Judge } from '../gradient-penalty'
import { rowsOf, waves, waveVariables, type Numbers } from './work.fixture'

const shapes = [[4, 4, 3, 4], [4], [3, 3, 4, 5], [5], [20, 1], [1]]

/** Two convolutions, LeakyReLU, halving, a dense logit. */
const convolving =
  (tf: TensorFlow, [first, firstBias, second, secondBias, dense, bias]: Variable[]): Judge =>
  (x) => {
    let y = tf.conv2d(x, first as unknown as Tensor4D, 2, 'same')
    y = tf.leakyRelu(tf.add(y, firstBias!), 0.2)
    y = tf.leakyRelu(tf.add(tf.conv2d(y, second as unknown as Tensor4D, 1, 'same'), secondBias!), 0.2)
    return tf.add(tf.matMul(tf.reshape(downsample2x(tf, y), [-1, 20]), dense!), bias!)
  }

/** The same by tf.layers, whose operations are fused ones. */
function layered(tf: TensorFlow, weights: Tensor[]): { judge: Judge; variables: Variable[] } {
  const layers = [
    tf.layers.conv2d({ filters: 4, kernelSize: 4, strides: 2, padding: 'same' }),
    tf.layers.conv2d({ filters: 5, kernelSize: 3, padding: 'same' }),
    tf.layers.dense({ units: 1 }),
  ] as const
  const relu = tf.layers.leakyReLU({ alpha: 0.2 })
  const judge: Judge = (x) => {
    const y = layers.slice(0, 2).reduce<Tensor>((y, conv) => relu.apply(conv.apply(y)) as Tensor, x)
    return layers[2].apply(tf.reshape(downsample2x(tf, y as Tensor4D), [-1, 20])) as Tensor
  }
  tf.tidy(() => void judge(tf.zeros([1, 8, 8, 3])))
  layers.forEach((layer, i) => layer.setWeights(weights.slice(2 * i, 2 * i + 2)))
  const variables = layers.flatMap((layer) =>
    layer.trainableWeights.map((weight) => weight.read() as Variable),
  )
  return { judge, variables }
}

/** A bias has no part in a slope where functions are straight but for kinks. */
const kernelsOf = (variables: Variable[]): Variable[] => variables.filter((_, i) => i % 2 === 0)

/** A penalty, and its gradient by every variable that it depends on. */
function penaltyRows(
  tf: TensorFlow,
  name: string,
  penalty: () => Scalar,
  variables: Variable[],
): Record<string, Tensor> {
  const { value, grads } = tf.variableGrads(penalty, variables)
  const rows = variables.map((variable, i) => [`penalties/${name} ${i}`, grads[variable.name]!] as const)
  return { [`penalties/${name}`]: value, ...Object.fromEntries(rows) }
}

export async function penaltyNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const variables = waveVariables(tf, shapes, 10, 0.5)
  const judge = convolving(tf, variables)
  const byLayers = layered(tf, variables)
  const inputs = [waves(tf, [3, 8, 8, 3], 1), waves(tf, [3, 8, 8, 3], 2), waves(tf, [3, 1, 1, 1], 3)]
  return rowsOf(backend, inputs, [...variables, ...byLayers.variables], ([x, y, shares]) => {
    const pictures = { real: x as Tensor4D, fake: y as Tensor4D }
    const r1 = (by: Judge) => (): Scalar => r1Penalty(tf, by, pictures.real, 5)
    const wasserstein = (): Scalar => wassersteinPenalty(tf, judge, pictures, shares as Tensor4D)
    return {
      ...penaltyRows(tf, 'r1', r1(judge), kernelsOf(variables)),
      ...penaltyRows(tf, 'r1 by layers', r1(byLayers.judge), kernelsOf(byLayers.variables)),
      ...penaltyRows(tf, 'wasserstein', wasserstein, kernelsOf(variables)),
    }
  })
}
