import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import { gatherColumns, scatterPatches, type ConvolutionShape } from './patches'

/** The part of the wasm backend that kernels work with. */
interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo
  typedArrayFromHeap(tensor: TensorInfo): Float32Array
  disposeData(dataId: object): boolean
}

interface ConvolutionAttributes {
  strides: [number, number] | number
  pad: number | 'same' | 'valid'
  dimRoundingMode?: 'ceil' | 'floor' | 'round'
}

/** A tensor's numbers seen in another shape; no copy, no new reference. */
const viewed = ({ dataId, dtype }: TensorInfo, shape: number[]): TensorInfo => ({ dataId, dtype, shape })

/**
 * Gives the wasm backend of tfjs 4.22 what training convolutions needs.
 *
 * `Conv2DBackpropFilter` is missing (tensorflow/tfjs#8474). `Conv2DBackpropInput` is a plain C++ loop. `BatchMatMul`
 * uses the fast matrix product (XNNPACK) only without transposes. All three become one fast matrix product each,
 * with patches gathered on the wasm heap. `MaxPoolGrad`, which is wrong, is not mended: no model here uses it.
 */
export function registerKernels(tf: TensorFlow): void {
  if (tf.getKernel('Conv2DBackpropFilter', 'wasm')) return
  const kernels = new Kernels(tf)
  const { setupFunc } = tf.getKernel('BatchMatMul', 'wasm')
  for (const name of ['BatchMatMul', 'Conv2DBackpropInput']) tf.unregisterKernel(name, 'wasm')
  const register = (kernelName: string, kernelFunc: KernelFunc): void =>
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc })
  tf.registerKernel({
    kernelName: 'BatchMatMul',
    backendName: 'wasm',
    // Sets up the original's wasm function, which our kernel still calls.
    ...(setupFunc && { setupFunc }),
    kernelFunc: kernels.batchMatMul as unknown as KernelFunc,
  })
  register('Conv2DBackpropFilter', kernels.filterGradient as unknown as KernelFunc)
  register('Conv2DBackpropInput', kernels.inputGradient as unknown as KernelFunc)
}

interface Call<Inputs, Attributes> {
  inputs: Inputs
  backend: WasmBackend
  attrs: Attributes
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
