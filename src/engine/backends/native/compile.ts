import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { CompiledWork, TensorFlow, TensorWork } from '../backend'
import type { NodeBackend } from './binding'
import { graphTag, savedGraph, type SavedGraph } from './graph-def'
import { traced } from './trace'

/** Puts a SavedModel into a folder of its own for as long as `load` takes. */
export type WithSavedModel = <T>(file: Uint8Array, load: (folder: string) => T) => T

type Loaded = { model: number } & Omit<SavedGraph, 'file'>

/**
 * Work as one graph of TensorFlow's: before the first call it is done operation by operation and written down,
 * then every call runs the whole. TensorFlow leaves out what nobody reads, fuses, and crosses
 * from JavaScript once.
 *
 * Variables are fed like the inputs, which copies nothing.
 */
export class NativeGraph implements CompiledWork {
  readonly #tf: TensorFlow
  readonly #backend: NodeBackend
  readonly #work: TensorWork
  readonly #variables: readonly Variable[]
  readonly #withSavedModel: WithSavedModel
  #loaded: Loaded | undefined

  constructor(
    tf: TensorFlow,
    work: TensorWork,
    variables: readonly Variable[],
    withSavedModel: WithSavedModel,
  ) {
    this.#tf = tf
    this.#backend = tf.backend() as unknown as NodeBackend
    this.#work = work
    this.#variables = variables
    this.#withSavedModel = withSavedModel
  }

  run(inputs: Tensor[]): Tensor[] {
    if (!this.#loaded) this.#separateVariables()
    const fed = [...inputs, ...this.#variables]
    const ids = this.#backend.getInputTensorIds(fed)
    const { model, inputNames, outputNames } = (this.#loaded ??= this.#load(inputs, fed, ids))
    const handles = this.#backend.binding.runSavedModel(model, ids, inputNames, outputNames)
    return handles.map((handle) => this.#backend.createOutputTensor(handle))
  }

  /** A trace tells tensors apart by their numbers, and a copied variable shares those of its source until it changes. */
  #separateVariables(): void {
    const seen = new Set<object>()
    for (const variable of this.#variables) {
      if (seen.has(variable.dataId)) this.#tf.tidy(() => variable.assign(this.#tf.mul(variable, 1)))
      seen.add(variable.dataId)
    }
  }

  /** What the traced operations gave is thrown away: a fused graph rounds otherwise, and every call must be alike. */
  #load(inputs: Tensor[], fed: Tensor[], ids: number[]): Loaded {
    const backend = this.#backend
    const { result, trace } = traced(backend, () => {
      const tensors = this.#tf.tidy(() => this.#work(inputs))
      // Numbers become a tensor of TensorFlow's only when they are asked for.
      return { tensors, outputs: backend.getInputTensorIds(tensors) }
    })
    const graphInputs = fed.map(({ shape, dataId }, i) => {
      return { id: ids[i]!, shape, dtype: backend.tensorMap.get(dataId).dtype }
    })
    this.#tf.dispose(result.tensors)
    const { file, ...names } = savedGraph(backend.binding, trace, graphInputs, result.outputs)
    const load = (folder: string): number => backend.binding.loadSavedModel(folder, `${graphTag},`)
    return { model: this.#withSavedModel(file, load), ...names }
  }

  dispose(): void {
    if (this.#loaded) this.#backend.binding.deleteSavedModel(this.#loaded.model)
    this.#loaded = undefined
  }
}
