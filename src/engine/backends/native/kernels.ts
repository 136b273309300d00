import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import { leakyReluGrad, registerLeakyReluGrad } from '../leaky-relu'
import type { NodeBackend } from './binding'

/** Operations of TensorFlow's that tfjs-node does not use. */
export function registerKernels(tf: TensorFlow): void {
  registerLeakyReluGrad<NodeBackend>(tf, 'tensorflow', ({ inputs: { dy, y }, backend, attrs }) => {
    const { binding } = backend
    const attributes = [
      { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
      { name: 'alpha', type: binding.TF_ATTR_FLOAT, value: attrs.alpha },
    ]
    return backend.executeSingleOutput(leakyReluGrad, attributes, [dy as Tensor, y as Tensor])
  })
}
