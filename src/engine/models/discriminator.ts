import type { LayersModel, SymbolicTensor, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { powerIteration, spectrallyNormalised } from '../ops/spectral-norm'
import { initialise, variablesOf } from './initialise'

/**
 * 4 x 4 convolutions of stride 2 with LeakyReLU 0.2 and one dense logit (Radford et al. 2016, section 3).
 *
 * Told attributes y in -1..1, it sees them as planes beside the colours, or adds y^T V phi(x) to its logit, phi being what
 * its last layer sees (Miyato & Koyama 2018, "cGANs with projection discriminator", eq. 3).
 */
export interface Discriminator {
  /** Holds the weights; `judge` says how they are used. */
  network: LayersModel
  conditioning: 'none' | 'projection' | 'concatenation'
  /** Of the spectral norm: u [outputs, 1] of every kernel, then v [inputs, 1]; empty without one. */
  vectors: readonly Variable[]
}

export interface GanConfig {
  latentSize: number
  /** Output channels of the discriminator's convolutions; the generator mirrors them. */
  channels: readonly number[]
  seed: number
  /** Attributes that both are told, and how the discriminator is; the generator finds them at the end of its codes. */
  conditions?: readonly string[]
  conditioning?: 'projection' | 'concatenation'
  hasSpectralNorm?: boolean
}

const slope = 0.2
const kernelSize = 4

/** @param side of the pictures, a multiple of 2 to the number of convolutions */
export function buildDiscriminator(tf: TensorFlow, config: GanConfig, side: number): Discriminator {
  const { conditions = [], conditioning = 'projection', hasSpectralNorm = false } = config
  const network = buildNetwork(tf, config, side)
  initialise(tf, [network], config.seed, 1003, varianceOf)
  return {
    network,
    conditioning: conditions.length > 0 ? conditioning : 'none',
    vectors: hasSpectralNorm ? startVectors(tf, network) : [],
  }
}

function buildNetwork(
  tf: TensorFlow,
  { channels, conditions = [], conditioning = 'projection' }: GanConfig,
  side: number,
): LayersModel {
  const planes = conditioning === 'concatenation' ? conditions.length : 0
  const image = tf.input({ shape: [side, side, 3 + planes], name: 'image' })
  let x: SymbolicTensor = image
  for (const [i, filters] of channels.entries()) {
    const layer = { filters, kernelSize, strides: 2, padding: 'same', name: `judge_${i}` } as const
    x = tf.layers.conv2d(layer).apply(x) as SymbolicTensor
    x = tf.layers.leakyReLU({ alpha: slope, name: `judge_${i}_relu` }).apply(x) as SymbolicTensor
  }
  x = tf.layers.flatten({ name: 'flat' }).apply(x) as SymbolicTensor
  const logit = tf.layers.dense({ units: 1, name: 'logit' }).apply(x) as SymbolicTensor
  if (conditions.length === planes) return tf.model({ inputs: image, outputs: logit, name: 'discriminator' })
  const projection = { units: conditions.length, name: 'projection' }
  const outputs = [logit, tf.layers.dense(projection).apply(x) as SymbolicTensor]
  return tf.model({ inputs: image, outputs, name: 'discriminator' })
}

function varianceOf(name: string, shape: number[]): number {
  if (name === 'logit' || name === 'projection') return 1 / shape[0]!
  return 2 / ((1 + slope ** 2) * kernelSize ** 2 * shape[2]!)
}

/**
 * How sure the discriminator is that pictures are real, as logits [batch, 1].
 *
 * @param conditions [batch, size], for one that is told attributes
 * @param vectors of the spectral norm, in the order of `discriminator.vectors`
 */
export function judge(
  tf: TensorFlow,
  { network, conditioning, vectors: kept }: Discriminator,
  x: Tensor4D,
  conditions?: Tensor2D,
  vectors: readonly Tensor[] = kept,
): Tensor2D {
  const layers = weightPairs(network).map(([kernel, bias], i, { length }): [Tensor, Tensor] => {
    const [u, v] = [vectors[i] as Tensor2D, vectors[length + i] as Tensor2D]
    return [vectors.length > 0 ? spectrallyNormalised(tf, kernel, { u, v }) : kernel, bias]
  })
  const heads = conditioning === 'projection' ? 2 : 1
  const seen = conditioning === 'concatenation' ? withPlanes(tf, x, conditions!) : x
  let features: Tensor4D = seen
  for (const [kernel, bias] of layers.slice(0, -heads)) {
    const y: Tensor4D = tf.add(tf.conv2d(features, kernel as Tensor4D, 2, 'same'), bias)
    features = tf.leakyRelu(y, slope)
  }
  const flat: Tensor2D = tf.reshape(features, [x.shape[0], -1])
  const dense = layers
    .slice(-heads)
    .map(([kernel, bias]) => tf.add<Tensor2D>(tf.matMul(flat, kernel as Tensor2D), bias))
  const [logit, projection] = dense
  return projection ? tf.add(logit!, tf.sum(tf.mul(projection, conditions!), 1, true)) : logit!
}

/** Each attribute as a plane of one value beside the colours. */
function withPlanes(tf: TensorFlow, x: Tensor4D, conditions: Tensor2D): Tensor4D {
  const [batch, height, width] = x.shape
  const one = tf.reshape(conditions, [batch, 1, 1, conditions.shape[1]])
  return tf.concat([x, tf.mul<Tensor4D>(tf.ones([batch, height, width, 1]), one)], 3)
}

/** Kernel and bias of every layer, in order. */
function weightPairs(network: LayersModel): [Variable, Variable][] {
  const all = variablesOf([network])
  return Array.from({ length: all.length / 2 }, (_, i) => [all[2 * i]!, all[2 * i + 1]!])
}

/** After many iterations the vectors are those of the largest singular value, near enough to begin with. */
const firstIterations = 15

function startVectors(tf: TensorFlow, network: LayersModel): Variable[] {
  const kernels = weightPairs(network).map(([kernel]) => kernel)
  const vectors = kernels.map((kernel) =>
    tf.tidy(() => {
      let found = powerIteration(tf, kernel, tf.ones([kernel.shape.at(-1)!, 1]))
      for (let i = 1; i < firstIterations; i++) found = powerIteration(tf, kernel, found.u)
      return [found.u, found.v]
    }),
  )
  const inOrder = [0, 1].flatMap((which) => vectors.map((pair) => pair[which]!))
  return inOrder.map((vector) => {
    const variable = tf.tidy(() => tf.variable(vector.clone(), false))
    vector.dispose()
    return variable
  })
}

/** One power iteration for every kernel: the next `vectors`. */
export function nextVectors(tf: TensorFlow, { network, vectors }: Discriminator): Tensor[] {
  if (vectors.length === 0) return []
  const found = weightPairs(network).map(([kernel], i) => powerIteration(tf, kernel, vectors[i] as never))
  return [...found.map(({ u }) => u), ...found.map(({ v }) => v)]
}

export const discriminatorVariables = ({ network }: Discriminator): Variable[] => variablesOf([network])
