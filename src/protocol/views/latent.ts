/** What is told of codes and concepts. */
import type { Place } from '../../core/handles/bilinear'
import type { Handle } from '../../core/handles/handles'
import type { ConceptRecord } from '../../core/records/concept'
import type { TrainingConfig } from '../../core/records/training'
import type { GuestView } from './guest'
import type { ModelMaps } from './map'

export interface LatentView extends ModelMaps {
  modelId: string
  datasetId: string
  /** Says which parts the codes have, and what the model is told. */
  config: TrainingConfig
  count: number
  latentSize: number
  /** Posterior means, row-major [count, latentSize]. */
  mu: Float32Array
  /** In their order; deleted ones too, which edits may still be made of. */
  concepts: ConceptRecord[]
  /** Pictures beside the data, by their numbers, which begin at `count`. */
  guests: GuestView[]
}

export interface PosteriorSpread {
  /** Standard deviations, [latentSize]; the means are those of `LatentView`. */
  sigma: Float32Array
}

export interface RefineRequest {
  modelId: string
  image: number
  z: Float32Array
  editability?: number
  /** 150 unless it is said. */
  steps?: number
}

export interface Refined {
  modelId: string
  image: number
  step: number
  steps: number
  /** Of the picture against the image, in dB. */
  psnr: number
  z: Float32Array
  isLast: boolean
  /** Why it ended before it was done. */
  message?: string
}

export interface DragRequest {
  modelId: string
  image: number
  /** The code whose picture is dragged. */
  z: Float32Array
  /** In pixels of the picture. */
  handles: readonly Handle[]
  /** 1 where the picture may change and 0 elsewhere, [side * side]; absent where all of it may. */
  mask?: Uint8Array | undefined
}

export interface Dragged {
  modelId: string
  image: number
  step: number
  steps: number
  z: Float32Array
  /** Where the points were found. */
  at: readonly Place[]
  /** How far the one furthest from its target is, in pixels. */
  left: number
  /** How it ended; absent while it goes on. */
  end?: 'arrived' | 'stuck' | 'steps' | 'stopped' | 'failed'
  /** Why it failed. */
  message?: string
}

export interface ConceptChange {
  modelId: string
  conceptId: string
  name?: string
  note?: string
  isDeleted?: boolean
}

export interface EffectsRequest {
  modelId: string
  conceptId: string
  /** Ids of concepts; its own makes no difference. */
  keep: string[]
}

/** By attribute: by how many standard deviations its probe's score moves per unit. */
export interface ConceptEffects {
  before: Record<string, number>
  /** Null where nothing is left of the concept. */
  after: Record<string, number> | null
}
