import type { Losses, TrainingConfig } from './training'

export type RunState = 'running' | 'paused' | 'stopped' | 'done' | 'interrupted' | 'failed'

/** `models/ID/card.json`: the model card. The networks lie beside it in TensorFlow.js layers format and in ONNX. */
export interface ModelRecord {
  version: 1
  id: string
  name: string
  datasetId: string
  width: number
  height: number
  config: TrainingConfig
  state: RunState
  /** Where the newest checkpoint stands. */
  epoch: number
  step: number
  stepsPerEpoch: number
  /** Which rung of the engine trained it, and with what. */
  engine: string
  trainedMs: number
  /** Held-out figures at the newest checkpoint; absent until there is one. */
  figures?: Losses
  /** Why it failed or was interrupted, in words for people. */
  message?: string
  createdAt: string
}
