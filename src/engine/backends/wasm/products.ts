import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import type { Call, WasmBackend } from './call'

type ProductCall = Call<{ a: TensorInfo; b: TensorInfo }, { transposeA: boolean; transposeB: boolean }>

/** `BatchMatMul` of the backend uses the fast matrix product (XNNPACK) only without transposes: those come first. */
export function product(tf: TensorFlow): (call: ProductCall) => TensorInfo {
  const multiply = tf.getKernel('BatchMatMul', 'wasm').kernelFunc
  const transposed = transposition(tf.getKernel('Transpose', 'wasm').kernelFunc)
  return (call) => {
    const { inputs, backend, attrs } = call
    const { a, b } = inputs
    const { transposeA, transposeB } = attrs
    if (!(transposeA || transposeB) || !isSingle(a) || !isSingle(b) || a.dtype !== 'float32')
      return multiply(call) as TensorInfo
    const left = transposeA ? transposed(backend, a) : a
    const right = transposeB ? transposed(backend, b) : b
    const straight = {
      inputs: { a: left, b: right },
      backend,
      attrs: { transposeA: false, transposeB: false },
    }
    const out = multiply(straight) as TensorInfo
    if (left !== a) backend.disposeData(left.dataId)
    if (right !== b) backend.disposeData(right.dataId)
    return out
  }
}

const isSingle = ({ shape }: TensorInfo): boolean => shape.slice(0, -2).every((side) => side === 1)

/** Exchanges the last two dimensions. The caller disposes the result. */
function transposition(stock: KernelFunc): (backend: WasmBackend, x: TensorInfo) => TensorInfo {
  return (backend, x) => {
    const rank = x.shape.length
    const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2]
    const call = { inputs: { x }, backend, attrs: { perm } }
    return stock(call) as TensorInfo
  }
}
