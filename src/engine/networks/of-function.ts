import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { tensorOperations, type NetworkFunction } from '../models/network'
import type { Weights } from '../models/weights'
import { onnxFromNetwork, readTensors } from '../onnx/from-network'
import type { KeptWeights, Network } from './network'

/** Sizes of its one input and of its outputs, after the batch. */
export interface Sizes {
  input: number[]
  outputs: number[][]
}

const text = new TextEncoder()

/** Weights that are only kept: how they are used is nobody else's business. */
export const keptWeights = (weights: Weights): KeptWeights => ({
  variables: weights.all,
  learning: weights.learning,
  save: async () => ({ 'weights.json': describe(weights), 'weights.bin': await weights.save() }),
  restore: (bytes) => weights.restore(bytes),
  dispose: () => weights.dispose(),
})

/** A function over named weights as a network, which then owns them. */
export function networkOfFunction(
  tf: TensorFlow,
  {
    name,
    compute,
    features,
    weights,
    sizes,
  }: {
    name: string
    compute: NetworkFunction
    features?: NetworkFunction
    weights: Weights
    sizes: Sizes
  },
): Network {
  const operations = tensorOperations(tf, (weight) => weights.get(weight))
  return {
    ...keptWeights(weights),
    apply: (x) => compute<Tensor>(operations, [x]),
    ...(features && { features: (x) => features<Tensor>(operations, [x])[0] as Tensor4D }),
    toOnnx: async ({ input, outputs }) => {
      const tensors = Object.fromEntries(weights.names.map((weight) => [weight, weights.get(weight)]))
      return onnxFromNetwork(compute, await readTensors(tensors), {
        name,
        inputs: [{ name: input, sizes: sizes.input }],
        outputs: outputs.map((output, i) => ({ name: output, sizes: sizes.outputs[i]! })),
      })
    },
  }
}

/** What stands in `weights.bin`, in order. */
const describe = (weights: Weights): Uint8Array =>
  text.encode(
    JSON.stringify(
      weights.names.map((name) => ({ name, shape: weights.get(name).shape })),
      null,
      1,
    ),
  )
