import type { DataId, Tensor } from '@tensorflow/tfjs'

/** The parts of tfjs-node 4.22 that its types leave out: the native binding, and the backend that holds its handles. */

/** A tensor on TensorFlow's side: the handle's number, its shape and TensorFlow's number for its type. */
export interface Handle {
  id: number
  shape: number[]
  dtype: number
}

/** An attribute of an operation; `type` is TensorFlow's number for what the value is. */
export interface OpAttribute {
  name: string
  type: number
  value: unknown
}

export interface Binding {
  readonly TF_Version: string
  readonly TF_ATTR_STRING: number
  readonly TF_ATTR_INT: number
  readonly TF_ATTR_FLOAT: number
  readonly TF_ATTR_BOOL: number
  readonly TF_ATTR_TYPE: number
  readonly TF_FLOAT: number
  createTensor(shape: number[], dtype: number, values: ArrayBufferView): number
  executeOp(name: string, attributes: OpAttribute[], inputs: number[], outputCount: number): Handle[]
  tensorDataSync(id: number): ArrayBufferView
  /** @param tags separated by commas */
  loadSavedModel(folder: string, tags: string): number
  runSavedModel(model: number, inputs: number[], inputNames: string, outputNames: string): Handle[]
  deleteSavedModel(model: number): void
}

export interface NodeBackend {
  binding: Binding
  readonly isUsingGpuDevice: boolean
  readonly tensorMap: { get(dataId: DataId): { id: number; dtype: number } }
  getInputTensorIds(tensors: readonly Tensor[]): number[]
  createOutputTensor(handle: Handle): Tensor
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: Tensor[]): Tensor
}
