import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { tensorOperations, type NetworkFunction } from '../models/network'
import type { Weights } from '../models/weights'
import { onnxFromNetwork, readTensors } from '../onnx/from-network'
import type { Network } from './network'

/** Sizes of its one input and of its outputs, after the batch. */
export interface Sizes {
  input: number[]
  outputs: number[][]
}

const text = new TextEncoder()

/** A function over named weights as a network, which then owns them. */
export function networkOfFunction(
  tf: TensorFlow,
  {
    name,
    compute,
    weights,
    sizes,
  }: { name: string; compute: NetworkFunction; weights: Weights; sizes: Sizes },
): Network {
  const operations = tensorOperations(tf, (weight) => weights.get(weight))
  return {
    variables: weights.all,
    learning: weights.learning,
    apply: (x) => compute<Tensor>(operations, [x]),
    save: async () => ({ 'weights.json': describe(weights), 'weights.bin': await weights.save() }),
    restore: (bytes) => weights.restore(bytes),
    toOnnx: async ({ input, outputs }) => {
      const tensors = Object.fromEntries(weights.names.map((weight) => [weight, weights.get(weight)]))
      return onnxFromNetwork(compute, await readTensors(tensors), {
        name,
        inputs: [{ name: input, sizes: sizes.input }],
        outputs: outputs.map((output, i) => ({ name: output, sizes: sizes.outputs[i]! })),
      })
    },
    dispose: () => weights.dispose(),
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
