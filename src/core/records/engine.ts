/** The rungs: ways of computing with tensors that can train. `wasm` needs no download and is never absent. */
export const rungNames = ['cuda', 'webgpu', 'webgl', 'native', 'wasm'] as const
export type RungName = (typeof rungNames)[number]

/** The rungs as people know them. */
export const rungLabels: Record<RungName, string> = {
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  native: 'TensorFlow native',
  wasm: 'WebAssembly',
}

/** What a test of a rung on this machine found. */
export interface RungReport {
  name: RungName
  /** It may train: its numbers are right, and it is real hardware. */
  available: boolean
  /** What it runs on, in words; empty when that was not found out. */
  device: string
  /** Why it is out, or that it works, in one sentence. */
  reason: string
  /** What a person can do about it; empty when there is nothing. */
  advice: string
  /** Median time of a test step, in ms; null when it did not come that far. */
  stepMs: number | null
  /** It computes on the processor while looking like a GPU: listed, never chosen. */
  isSoftware: boolean
}

/** Whether TensorFlow's native library is on this machine, and how far bringing it has come. */
export interface NativeLibrary {
  state: 'absent' | 'bringing' | 'ready' | 'failed' | 'skipped'
  /** What is being done, or what came of it, in words. */
  label: string
  /** Of the work in progress, in units of its own; 0 of 0 when it cannot be said. */
  done: number
  total: number
}
