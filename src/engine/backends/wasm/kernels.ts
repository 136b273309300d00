import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import { viewed, type Call, type WasmBackend } from './call'
import { depthwiseFilterGradient, depthwiseInputGradient } from './depthwise'
import { gatherColumns, scatterPatches, type ConvolutionShape } from './patches'
import { maxPoolGradient } from './pooling'
import { mean, sum } from './reductions'
import { unsortedSegmentSum } from './segments'

interface ConvolutionAttributes {
  strides: [number, number] | number
  pad: number | 'same' | 'valid'
  dimRoundingMode?: 'ceil' | 'floor' | 'round'
}

/**
 * Gives the wasm backend of tfjs 4.22 what training needs.
 *
 * `Conv2DBackpropFilter` (tensorflow/tfjs#8474), the gradients of depthwise convolutions and `UnsortedSegmentSum` are
 * missing. `MaxPoolGrad` is wrong, `Sum` and `Mean` keep few digits. `Conv2DBackpropInput` is a plain C++ loop, and
 * `BatchMatMul` uses the fast matrix product (XNNPACK) only without transposes.
 */
export function registerKernels(tf: TensorFlow): void {
  if (tf.getKernel('Conv2DBackpropFilter', 'wasm')) return
  const kernels = new Kernels(tf)
  const stock = (name: string): KernelFunc => tf.getKernel(name, 'wasm').kernelFunc
  register(tf, 'BatchMatMul', kernels.batchMatMul)
  register(tf, 'Conv2DBackpropFilter', kernels.filterGradient)
  register(tf, 'Conv2DBackpropInput', kernels.inputGradient)
  register(tf, 'DepthwiseConv2dNativeBackpropFilter', depthwiseFilterGradient(tf))
  register(tf, 'DepthwiseConv2dNativeBackpropInput', depthwiseInputGradient(tf))
  register(tf, 'MaxPoolGrad', maxPoolGradient(tf))
  register(tf, 'Mean', mean(stock('Mean')))
  register(tf, 'Sum', sum(stock('Sum')))
  register(tf, 'UnsortedSegmentSum', unsortedSegmentSum)
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

class Kernels {
  readonly #tf: TensorFlow
  readonly #product: KernelFunc
  readonly #transposed: KernelFunc

  constructor(tf: TensorFlow) {
    this.#tf = tf
    this.#product = tf.getKernel('BatchMatMul', 'wasm').kernelFunc
    this.#transposed = tf.getKernel('Transpose', 'wasm').kernelFunc
  }

  #multiply(
    backend: WasmBackend,
    a: TensorInfo,
    b: TensorInfo,
    transposeA = false,
    transposeB = false,
  ): TensorInfo {
    const call = { inputs: { a, b }, backend, attrs: { transposeA, transposeB } }
    return this.#product(call) as TensorInfo
  }

  /** Exchanges the last two dimensions. The caller disposes the result. */
  #transpose(backend: WasmBackend, x: TensorInfo): TensorInfo {
    const rank = x.shape.length
    const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2]
    const call = { inputs: { x }, backend, attrs: { perm } }
    return this.#transposed(call) as TensorInfo
  }

  #shapeOf(inShape: number[], filterShape: number[], attributes: ConvolutionAttributes): ConvolutionShape {
    const { strides, pad, dimRoundingMode } = attributes
    return this.#tf.backend_util.computeConv2DInfo(
      inShape as [number, number, number, number],
      filterShape as [number, number, number, number],
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
    )
  }

  readonly batchMatMul = ({
    inputs: { a, b },
    backend,
    attrs: { transposeA, transposeB },
  }: Call<{ a: TensorInfo; b: TensorInfo }, { transposeA: boolean; transposeB: boolean }>): TensorInfo => {
    const single = (t: TensorInfo): boolean => t.shape.slice(0, -2).every((side) => side === 1)
    if (!(transposeA || transposeB) || !single(a) || !single(b) || a.dtype !== 'float32')
      return this.#multiply(backend, a, b, transposeA, transposeB)
    const left = transposeA ? this.#transpose(backend, a) : a
    const right = transposeB ? this.#transpose(backend, b) : b
    const out = this.#multiply(backend, left, right)
    if (left !== a) backend.disposeData(left.dataId)
    if (right !== b) backend.disposeData(right.dataId)
    return out
  }

  /**
   * dL/dW = patches^T dy. The patches are gathered turned already and come first: XNNPACK copies the second factor
   * into an order of its own at every call, which for the patches would take twice as long as the product.
   */
  readonly filterGradient = ({
    inputs: { x, dy },
    backend,
    attrs,
  }: Call<
    { x: TensorInfo; dy: TensorInfo },
    ConvolutionAttributes & { filterShape: number[] }
  >): TensorInfo => {
    const shape = this.#shapeOf(x.shape, attrs.filterShape, attrs)
    const rows = shape.batchSize * shape.outHeight * shape.outWidth
    const columns = shape.filterHeight * shape.filterWidth * shape.inChannels
    const patches = backend.makeOutput([1, columns, rows], 'float32')
    gatherColumns(shape, backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(patches))
    const out = this.#multiply(backend, patches, viewed(dy, [1, rows, shape.outChannels]))
    backend.disposeData(patches.dataId)
    return viewed(out, attrs.filterShape)
  }

  /** dL/dx: every output pixel sends dy W^T back to the patch it saw. Also the transposed convolution. */
  readonly inputGradient = ({
    inputs: { dy, filter },
    backend,
    attrs,
  }: Call<
    { dy: TensorInfo; filter: TensorInfo },
    ConvolutionAttributes & { inputShape: number[] }
  >): TensorInfo => {
    const shape = this.#shapeOf(attrs.inputShape, filter.shape, attrs)
    const rows = shape.batchSize * shape.outHeight * shape.outWidth
    const columns = shape.filterHeight * shape.filterWidth * shape.inChannels
    const turned = this.#transpose(backend, viewed(filter, [1, columns, shape.outChannels]))
    const patches = this.#multiply(backend, viewed(dy, [1, rows, shape.outChannels]), turned)
    const out = backend.makeOutput(attrs.inputShape, 'float32')
    scatterPatches(shape, backend.typedArrayFromHeap(patches), backend.typedArrayFromHeap(out))
    for (const { dataId } of [turned, patches]) backend.disposeData(dataId)
    return out
  }
}
