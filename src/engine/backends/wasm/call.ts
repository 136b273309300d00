import type { TensorInfo } from '@tensorflow/tfjs'

/** The part of the wasm backend that kernels work with. */
export interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo
  typedArrayFromHeap(tensor: TensorInfo): Float32Array
  disposeData(dataId: object): boolean
  incRef(dataId: object): void
  readonly wasm: { readonly asm: { readonly memory: WebAssembly.Memory } }
}

/** What a kernel is called with. */
export interface Call<Inputs, Attributes> {
  inputs: Inputs
  backend: WasmBackend
  attrs: Attributes
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1)
