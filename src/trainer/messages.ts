import type { DecodingTimes, WeightedPull } from '../engine'
import type { DragEnd, DragStep, DragTask, SuperResolutionFiles, Trial, TrialInput } from '../engine/training'
import type { Conditions } from '../core/records/conditions'
import type { Losses, TrainingConfig, TrainingPoint } from '../core/records/training'
import type { RungName } from '../core/records/engine'
import type { Split } from '../core/random/random'
import type { Diversity } from '../core/metrics/diversity'
import type { Adjustment } from '../core/training/adjustment'

/** The files of a checkpoint by their path within it. */
export type CheckpointFiles = Record<string, Uint8Array>

export interface RunInput {
  rung: RungName
  /** uint8 [count, height, width, 3]. */
  images: Uint8Array
  width: number
  height: number
  split: Split
  /** What a conditional kind is told of the images. */
  conditions?: Conditions
  config: TrainingConfig
  /** Go on from here; absent for a new run. */
  checkpoint?: CheckpointFiles
}

/** Codes that are to come closer to pictures. */
export interface RefineInput {
  rung: RungName
  config: TrainingConfig
  /** Of the pictures, in pixels. */
  side: number
  checkpoint: CheckpointFiles
  /** First guesses, [count, codeSize]. */
  z: Float32Array
  /** uint8 [count, side, side, 3]. */
  rgb: Uint8Array
  steps: number
  /** Towards the data. */
  pull?: WeightedPull
}

export type { DragTask }

/** A model whose pictures are to be dragged. */
export type DragInput = Pick<RefineInput, 'rung' | 'config' | 'side' | 'checkpoint'>

/** A network that draws pictures larger. */
export interface EnlargingInput {
  rung: RungName
  files: SuperResolutionFiles
}

export interface PictureToEnlarge {
  /** uint8 [height, width, 4]. */
  rgba: Uint8Array
  width: number
  height: number
}

/** What a run may be asked on the way. */
export type Wish = { kind: 'pause' | 'resume' | 'stop' } | { kind: 'adjust'; adjustment: Adjustment }

/** What the service tells the trainer, in whatever process or page it lives. */
export type ToTrainer =
  | { kind: 'start'; input: RunInput }
  | { kind: 'probe'; rung: RungName }
  | { kind: 'refine'; input: RefineInput }
  | { kind: 'open-drag'; input: DragInput }
  | { kind: 'drag'; task: DragTask }
  | { kind: 'open-enlarging'; input: EnlargingInput }
  | { kind: 'enlarge'; picture: PictureToEnlarge }
  | { kind: 'try'; rung: RungName; input: TrialInput }
  | Wish

/** Told to a trainer in plain Node only: no page holds ONNX Runtime. */
export interface CompareDecoding {
  kind: 'compare-decoding'
  onnx: Uint8Array
}

/** `count` pictures as RGB, uint8 [count, height, width, 3]. */
export interface PreviewPixels {
  count: number
  originals: Uint8Array
  reconstructions: Uint8Array
  samples: Uint8Array
  walk: Uint8Array
  /** Of kinds with a KL term, in nats. */
  klPerDimension?: Float32Array
}

/** What holds from the next step on. */
export interface RunSettings {
  /** With what was moved. */
  config: TrainingConfig
  /** Since which step the loss has meant the same. */
  settledAtStep: number
}

/** What the model was at one step: the time machine replays these. */
export interface RunMoment {
  step: number
  epoch: number
  /** The pictures that are followed, ascending; the same at every moment of a run. */
  images: Uint32Array
  /** Their codes, row-major [images, codeSize]. */
  codes: Float32Array
  /** As in `PreviewPixels`, uint8 [count, height, width, 3] each. */
  reconstructions: Uint8Array
  samples: Uint8Array
}

/** What the trainer tells the service. */
export type FromTrainer =
  | ({ kind: 'started'; device: string; stepsPerEpoch: number; step: number } & RunSettings)
  | { kind: 'point'; point: TrainingPoint; stepMs: number }
  | { kind: 'preview'; step: number; pixels: PreviewPixels }
  | { kind: 'moment'; moment: RunMoment }
  | {
      kind: 'checkpoint'
      epoch: number
      step: number
      files: CheckpointFiles
      figures: Losses
      /** With what was moved until then. */
      config: TrainingConfig
      /** Of a GAN's pictures. */
      diversity?: Diversity
    }
  /** `error` is the mean squared error of a pixel in [0, 1]. */
  | { kind: 'refined'; step: number; error: number; z: Float32Array; isLast: boolean }
  /** What was to be opened to work with again and again is open. */
  | { kind: 'opened' }
  | { kind: 'enlarged'; rgba: Uint8Array }
  | ({ kind: 'dragged' } & DragStep)
  | { kind: 'drag-ended'; end: DragEnd }
  | ({ kind: 'adjusted' } & RunSettings)
  | { kind: 'paused' | 'resumed' }
  | { kind: 'ended'; state: 'done' | 'stopped' }
  /** With the step at which the numbers left their range, when that is why. */
  | { kind: 'failed'; message: string; divergedAtStep?: number }
  | { kind: 'trying'; done: number; total: number }
  /** `memoryBytes` is the most that was held. */
  | ({ kind: 'tried'; memoryBytes: number } & Trial)
  /** The rung opened; its test step comes next. */
  | { kind: 'probing'; device: string; isSoftware: boolean }
  | { kind: 'decoding-compared'; times: DecodingTimes }
  | { kind: 'probed'; device: string; isSoftware: boolean; stepMs: number }
