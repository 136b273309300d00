import type * as tfjs from '@tensorflow/tfjs'

export type TensorFlow = typeof tfjs

/** The rungs that can train, the dearer first. The plain `cpu` backend is not one: it is 300 times slower. */
export const rungNames = ['native', 'wasm'] as const
export type RungName = (typeof rungNames)[number]

/** Something that computes with tensors. */
export interface Backend {
  readonly name: RungName
  /** What it runs on, in words for people. */
  readonly device: string
  readonly tf: TensorFlow
}
