import type { GradConfig, KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from './backend'

/** Kernels of ours that do in one go what tfjs does in several. A backend registers those that it is quicker with. */
interface FusedKernels {
  /** The gradient of LeakyReLU from its result y, which has the argument's sign as long as the slope is above 0. */
  LeakyReluGrad: { inputs: { dy: TensorInfo; y: TensorInfo }; attrs: { alpha: number } }
  /** What a step of Adam makes of a variable's value and moments: new ones, in that order. `size` is a scalar. */
  AdamStep: {
    inputs: Record<'value' | 'first' | 'second' | 'gradient' | 'size', TensorInfo>
    attrs: Record<'firstDecay' | 'secondDecay' | 'epsilon', number>
  }
}

type FusedName = keyof FusedKernels

export type FusedCall<Name extends FusedName, Backend> = FusedKernels[Name] & { backend: Backend }

/** @param kernel its results are tensors that nothing else holds */
export function registerFused<Name extends FusedName, Backend>(
  tf: TensorFlow,
  name: Name,
  backendName: string,
  kernel: (call: FusedCall<Name, Backend>) => TensorInfo | TensorInfo[],
): void {
  const kernelFunc = kernel as unknown as KernelFunc
  tf.registerKernel({ kernelName: name, backendName, kernelFunc })
}

/** What the backend's fused kernel gives; undefined where it has none. */
export function runFused<Name extends FusedName>(
  tf: TensorFlow,
  name: Name,
  inputs: Record<keyof FusedKernels[Name]['inputs'], Tensor>,
  attrs: FusedKernels[Name]['attrs'],
): Tensor[] | undefined {
  if (!tf.getKernel(name, tf.getBackend())) return undefined
  const results: Tensor | Tensor[] = tf.engine().runKernel(name, inputs, attrs)
  return [results].flat()
}

/**
 * Lets LeakyReLU's gradient be the fused kernel where a backend has it: tfjs compares, multiplies and selects. Since
 * that needs only the result, a backend that compiles may leave the argument out altogether.
 */
export function useFusedLeakyReluGrad(tf: TensorFlow): void {
  const usual = tf.getGradient('LeakyRelu')
  const gradFunc: GradConfig['gradFunc'] = (dy, [x, y], attrs) => {
    const ours = (): Tensor | undefined =>
      runFused(
        tf,
        'LeakyReluGrad',
        { dy: dy as Tensor, y: y! },
        attrs as FusedKernels['LeakyReluGrad']['attrs'],
      )?.[0]
    return { x: () => ours() ?? usual.gradFunc(dy, [x!], attrs)['x']!() }
  }
  tf.unregisterGradient('LeakyRelu')
  tf.registerGradient({ kernelName: 'LeakyRelu', inputsToSave: ['x'], outputsToSave: [true], gradFunc })
  registerLeakyReluSecondGrad(tf)
}

/** The kernel is linear in dy, and flat in y but for its kink. */
function registerLeakyReluSecondGrad(tf: TensorFlow): void {
  const gradFunc: GradConfig['gradFunc'] = (ddx, [y], attrs) => {
    const slope = attrs as FusedKernels['LeakyReluGrad']['attrs']
    return {
      dy: () => runFused(tf, 'LeakyReluGrad', { dy: ddx as Tensor, y: y! }, slope)![0]!,
      y: () => tf.zerosLike(y!),
    }
  }
  tf.registerGradient({ kernelName: 'LeakyReluGrad', inputsToSave: ['y'], gradFunc })
}
