import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import { registerFused, useFusedLeakyReluGrad } from '../fused'
import { registerSecondGradients } from '../second-gradients'
import type { NodeBackend } from './binding'

/** Operations of TensorFlow's that tfjs-node does not use. */
export function registerKernels(tf: TensorFlow): void {
  if (tf.getKernel('LeakyReluGrad', 'tensorflow')) return
  registerFused<'LeakyReluGrad', NodeBackend>(tf, 'LeakyReluGrad', 'tensorflow', (call) => {
    const { inputs, backend, attrs } = call
    const { TF_ATTR_TYPE, TF_ATTR_FLOAT, TF_FLOAT } = backend.binding
    const attributes = [
      { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT },
      { name: 'alpha', type: TF_ATTR_FLOAT, value: attrs.alpha },
    ]
    return backend.executeSingleOutput('LeakyReluGrad', attributes, [inputs.dy, inputs.y] as Tensor[])
  })
  useFusedLeakyReluGrad(tf)
  registerSecondGradients(tf)
}
