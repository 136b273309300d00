import type { GradConfig, KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from './backend'

/** The kernel that a backend registers to give LeakyReLU's gradient in one go. */
export const leakyReluGrad = 'LeakyReluGrad'

export interface LeakyReluGradCall<Backend> {
  /** The result y instead of the argument: it has the same sign as long as the slope is above 0. */
  inputs: { dy: TensorInfo; y: TensorInfo }
  backend: Backend
  attrs: { alpha: number }
}

/**
 * Lets LeakyReLU's gradient be one kernel where a backend has it; tfjs's own compares, multiplies and selects. With
 * the result in place of the argument a backend may also leave the argument out altogether.
 */
export function registerLeakyReluGrad<Backend>(
  tf: TensorFlow,
  backendName: string,
  kernel: (call: LeakyReluGradCall<Backend>) => TensorInfo,
): void {
  if (tf.getKernel(leakyReluGrad, backendName)) return
  tf.registerKernel({
    kernelName: leakyReluGrad,
    backendName,
    kernelFunc: kernel as unknown as KernelFunc,
  })
  const usual = tf.getGradient('LeakyRelu')
  tf.unregisterGradient('LeakyRelu')
  tf.registerGradient(gradientConfig(tf, backendName, usual))
}

function gradientConfig(tf: TensorFlow, backendName: string, usual: GradConfig): GradConfig {
  return {
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc(dy, [x, y], attrs) {
      if (tf.getBackend() !== backendName) return usual.gradFunc(dy, [x!], attrs)
      const { alpha } = attrs as { alpha: number }
      const inputs = { dy: dy as Tensor, y: y! }
      return { x: () => tf.engine().runKernel(leakyReluGrad, inputs, { alpha }) }
    },
  }
}
