import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import { registerFused, useFusedLeakyReluGrad } from '../fused'
import { registerSecondGradients } from '../second-gradients'
import type { Call } from './call'
import { convolution, convolutionFilterGradient, convolutionInputGradient } from './convolutions'
import { depthwiseFilterGradient, depthwiseInputGradient } from './depthwise'
import { adamStep, identity, leakyRelu, leakyReluGrad } from './fused'
import { maxPoolGradient } from './pooling'
import { product } from './products'
import { mean, sum } from './reductions'
import { unsortedSegmentSum } from './segments'

/**
 * Gives the wasm backend of tfjs 4.22 what training needs.
 *
 * `Conv2DBackpropFilter` (tensorflow/tfjs#8474), the gradients of depthwise convolutions and `UnsortedSegmentSum` are
 * missing. `MaxPoolGrad` is wrong, `Sum` and `Mean` keep few digits, the rest is slow: `Conv2DBackpropInput` is a plain
 * C++ loop, and convolutions do without what processors of today have.
 */
export function registerKernels(tf: TensorFlow): void {
  if (tf.getKernel('Conv2DBackpropFilter', 'wasm')) return
  const stock = (name: string): KernelFunc => tf.getKernel(name, 'wasm').kernelFunc
  register(tf, 'BatchMatMul', product(tf))
  register(tf, 'Conv2D', convolution(tf, stock('Conv2D')))
  register(tf, 'Conv2DBackpropFilter', convolutionFilterGradient(tf))
  register(tf, 'Conv2DBackpropInput', convolutionInputGradient(tf))
  register(tf, 'DepthwiseConv2dNativeBackpropFilter', depthwiseFilterGradient(tf))
  register(tf, 'DepthwiseConv2dNativeBackpropInput', depthwiseInputGradient(tf))
  register(tf, 'FusedConv2D', convolution(tf, stock('FusedConv2D')))
  register(tf, 'Identity', identity)
  register(tf, 'LeakyRelu', leakyRelu(stock('LeakyRelu')))
  register(tf, 'MaxPoolGrad', maxPoolGradient(tf))
  register(tf, 'Mean', mean(stock('Mean')))
  register(tf, 'Sum', sum(stock('Sum')))
  register(tf, 'UnsortedSegmentSum', unsortedSegmentSum)
  registerFused(tf, 'AdamStep', 'wasm', adamStep)
  registerFused(tf, 'LeakyReluGrad', 'wasm', leakyReluGrad)
  useFusedLeakyReluGrad(tf)
  registerSecondGradients(tf)
}

/** In the place of the backend's own, if there is one; its setting-up stays, since ours may still call it. */
function register<Inputs, Attributes>(
  tf: TensorFlow,
  kernelName: string,
  kernel: (call: Call<Inputs, Attributes>) => TensorInfo,
): void {
  const stock = tf.getKernel(kernelName, 'wasm')
  if (stock) tf.unregisterKernel(kernelName, 'wasm')
  const setupFunc = stock?.setupFunc
  const kernelFunc = kernel as unknown as KernelFunc
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc, ...(setupFunc && { setupFunc }) })
}
