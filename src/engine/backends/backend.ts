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
}
