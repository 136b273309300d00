/** What is told of the engine. */
import type { NativeLibrary, RungName, RungReport } from '../../core/records/engine'

export interface EngineInfo {
  /** The rung that the next run trains on; null while none has passed its test. */
  inUse: RungName | null
  /** The rung that was chosen by hand. */
  chosen: RungName | null
  /** The rung that is being tested. */
  testing: RungName | null
  /** The rungs that were tested, in the order of `rungNames`. */
  rungs: RungReport[]
  library: NativeLibrary
  decoding: Decoding
}

/** What decodes and encodes for the map, whichever rung trains. */
export interface Decoding {
  by: 'onnx' | 'tfjs'
  /** The processor, or the graphics card through ONNX Runtime's WebGPU. */
  on: 'cpu' | 'webgpu'
  /** Why it is not ONNX Runtime, or why it runs where it runs; empty when there is nothing to say. */
  reason: string
}
