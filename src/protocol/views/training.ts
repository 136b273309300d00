/** What is asked and told of training. */
import type { ImageSize, PresetName } from '../../core/records/dataset'
import type { RungName } from '../../core/records/engine'
import type { RunState } from '../../core/records/model'
import type { TrainingConfig, TrainingPoint, WantedConfig } from '../../core/records/training'
import type { Adjustment } from '../../core/training/adjustment'
import type { Advice } from '../../core/training/run-signs'
import type { Images } from './images'

/** Every figure is from images that the model did not learn from. */
export interface ModelFigures {
  /** Of reconstructions, in dB. */
  psnr: number
  /** Area under the curve of each attribute's linear probe. */
  auc: Record<string, number>
  /** The concept that was moved to the upper end of its safe range on images without it. */
  attribute: string
  /** Images that were moved. */
  images: number
  /** Share that the probe finds changed after decoding and encoding again, in [0, 1]. */
  transfer: number
  /** For each other attribute, the share whose probe still gives the true label. */
  kept: Record<string, number>
}

/** Train on a data set of the document, or on a preset that is drawn first. */
export type TrainRequest = {
  name?: string
  config: WantedConfig
} & ({ datasetId: string } | { preset: PresetName; count: number; dataSeed: number; size?: ImageSize })

export interface ContinueRequest {
  modelId: string
  rung?: RungName
  /** What is to be otherwise than it was. */
  adjustment?: Adjustment
}

/** What a run would cost. */
export interface TrainEstimate {
  /** Numbers that are learned. */
  parameters: number
  /** Mean time of a step; of a model that grows, over the whole run. */
  stepMs: number
  msPerEpoch: number
  /** The most that the process which trains is expected to hold, pictures included. */
  memoryBytes: number
  /** What it was measured on. */
  rung: RungName
}

export interface TrainProgress {
  modelId: string
  point: TrainingPoint
  steps: number
  epochs: number
  stepMs: number
  remainingMs: number
}

export interface TrainPreview {
  modelId: string
  step: number
  originals: Images
  reconstructions: Images
  /** Decoded from fixed draws of the prior. */
  samples: Images
  /** From the first original's code to the last one's, in a straight line. */
  walk: Images
  /** KL of each dimension of the code from N(0, 1), in nats; of kinds that have such a term. */
  klPerDimension?: Float32Array
}

/** The same pictures at every kept moment of a run. */
export interface TrainHistory {
  modelId: string
  datasetId: string
  /** Ascending, [moments]. */
  steps: Uint32Array
  epochs: Uint32Array
  /** The pictures that are followed, ascending. */
  images: Uint32Array
  /**
   * Row-major [moments, images, 2]: each moment by its own principal axes, turned over the one before it, and all so
   * that the last lies on the model's map where it has one. All are drawn at one size.
   */
  positionsInMap: Float32Array
}

export interface MomentView {
  modelId: string
  step: number
  originals: Images
  reconstructions: Images
  samples: Images
}

export interface RunEnd {
  state: RunState
  /** What it trains on, or trained on. */
  rung?: RungName
  /** Why, when that is not obvious. */
  message?: string
  /** The rung gave way under the run; going on from the newest checkpoint on this one may help. */
  nextRung?: RungName
}

export interface TrainStatus extends RunEnd {
  modelId: string
  /** With what was moved since it was asked for. */
  config: TrainingConfig
  points: TrainingPoint[]
  advice: Advice[]
  progress?: TrainProgress
  preview?: TrainPreview
}
