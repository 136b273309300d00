import type { ModelRecord, TrainingConfig, TrainingPoint } from '../../core/records/model'
import type { Split } from '../../core/random/random'

/** The files of a checkpoint by their path within it. */
export type CheckpointFiles = Record<string, Uint8Array>

export interface RunInput {
  /** Name of the rung to train on. */
  rung: string
  /** uint8 [count, height, width, 3]. */
  images: Uint8Array
  width: number
  height: number
  split: Split
  config: TrainingConfig
  /** Go on from here; absent for a new run. */
  checkpoint?: CheckpointFiles
}

/** What the service tells the trainer's process. */
export type ToTrainer =
  { kind: 'start'; input: RunInput } | { kind: 'probe'; rung: string } | { kind: 'pause' | 'resume' | 'stop' }

/** `count` pictures as RGB, uint8 [count, height, width, 3]. */
export interface PreviewPixels {
  count: number
  originals: Uint8Array
  reconstructions: Uint8Array
  samples: Uint8Array
}

/** What the trainer's process tells the service. */
export type FromTrainer =
  | { kind: 'started'; device: string; stepsPerEpoch: number; step: number }
  | { kind: 'point'; point: TrainingPoint; stepMs: number }
  | { kind: 'preview'; step: number; pixels: PreviewPixels }
  | {
      kind: 'checkpoint'
      epoch: number
      step: number
      files: CheckpointFiles
      figures: NonNullable<ModelRecord['figures']>
    }
  | { kind: 'paused' | 'resumed' }
  | { kind: 'ended'; state: 'done' | 'stopped' }
  | { kind: 'failed'; message: string }
  | { kind: 'probed'; device: string; stepMs: number }
