import type { Tensor, Tensor4D, Variable } from '@tensorflow/tfjs'

/** A network's weights as they are kept. */
export interface KeptWeights {
  /** Everything it computes with, in the order of `weights.bin`; some may belong to other networks too. */
  readonly variables: readonly Variable[]
  /** Those of them that learn, in the same order. */
  readonly learning: readonly Variable[]
  /** Its files by name: `weights.bin`, float32 one weight after another, and beside it what they are. */
  save(): Promise<Record<string, Uint8Array>>
  /** Only numbers are taken from a file. @throws RangeError when they are not as many as the weights have */
  restore(weights: Uint8Array | undefined): void
  dispose(): void
}

/** A network as it is used, kept and handed on, whichever way it is described (ARCHITECTURE.md, Networks). */
export interface Network extends KeptWeights {
  /** From one tensor to its outputs, all with a batch first. */
  apply(x: Tensor): Tensor[]
  /** What the picture is drawn from at a quarter of its side, [batch, side / 4, side / 4, channels]; absent where there is none. */
  readonly features?: (x: Tensor) => Tensor4D
  /** An ONNX file that computes the same. */
  toOnnx(names: PortNames): Promise<Uint8Array>
}

/** What the ends of an ONNX file are called. */
export interface PortNames {
  input: string
  outputs: string[]
}
