import type * as tfjs from '@tensorflow/tfjs'
import type { RungName } from '../../core/records/engine'

export type TensorFlow = typeof tfjs

/** Something that computes with tensors. */
export interface Backend {
  readonly name: RungName
  /** What it runs on, in words for people. */
  readonly device: string
  /** It looks like a GPU and computes on the processor: right for tests, slower than `wasm`. */
  readonly isSoftware: boolean
  readonly tf: TensorFlow
  /** Resolves, with the reason in words, when what it runs on goes away. */
  readonly lost?: Promise<string>
  /**
   * Makes work quicker that is done again and again; absent where nothing would be gained.
   *
   * What `work` does the first time is kept and done again, so it must depend on nothing but its inputs, always of the
   * same shapes, and the variables' values at the call; it may neither read a tensor nor assign to a variable.
   */
  readonly compile?: (work: TensorWork, variables: readonly tfjs.Variable[]) => CompiledWork
}

/** A function of tensors. Who calls it disposes what it gives. */
export type TensorWork = (inputs: tfjs.Tensor[]) => tfjs.Tensor[]

export interface CompiledWork {
  run(inputs: tfjs.Tensor[]): tfjs.Tensor[]
  dispose(): void
}

/** Compiled where the backend can, step by step where it cannot. */
export function compiled(
  backend: Backend,
  work: TensorWork,
  variables: readonly tfjs.Variable[],
): CompiledWork {
  if (backend.compile) return backend.compile(work, variables)
  return { run: (inputs) => backend.tf.tidy(() => work(inputs)), dispose: () => {} }
}
