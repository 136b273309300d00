/** What is told of a document, its history and its data. */
import type { AttributeSummary } from '../../core/records/attribute'
import type { DatasetRecord, ImageSize, PresetName } from '../../core/records/dataset'
import type { Edit, Marks } from '../../core/records/edit'
import type { ModelRecord } from '../../core/records/model'
import type { TimelineRecord } from '../../core/records/timeline'
import type { Images } from './images'

export interface DocumentView {
  path: string
  name: string
  /** Set when it must not be written, with the reason in words. */
  readOnlyBecause?: string
  datasets: DatasetRecord[]
  models: ModelRecord[]
  /** Parts that could not be read and were left out, one sentence each. */
  problems: string[]
  currentModelId?: string
  editing: EditingView
}

export interface EditingView {
  /** Edits of all touched images. */
  edits: Edit[]
  /** Of all data sets of which something was marked or hidden. */
  marks: Marks[]
  /** Of all models. */
  timelines: TimelineRecord[]
  selected: { modelId: string; image: number | null } | null
  /** The step of the history whose state this is; 0 before any. */
  step: number
  canUndo: boolean
  canRedo: boolean
}

export interface HistoryView {
  /** The step whose state the document is in; 0 before any. */
  current: number
  /** In order of time. */
  steps: HistoryStep[]
}

export interface HistoryStep {
  step: number
  /** The step before it; 0 for the beginning. */
  parent: number
  /** When, in ISO 8601. */
  at: string
  name?: string
  /** The timeline that it changed. */
  timeline?: string
  /** The picture beside the data that it added, named or removed. */
  guest?: { datasetId: string; image: number; name: string }
  /** The first image that it changed, and how many in all; of a step that only marked, none. */
  first?: { modelId: string; image: number }
  images: number
}

export interface BuildRequest {
  preset: PresetName
  count: number
  seed: number
  name?: string
  size?: ImageSize
}

export interface PresetCard {
  preset: PresetName
  name: string
  description: string
  credits: string
  /** Twelve examples. */
  examples: Images
}

export interface FolderScan {
  folder: string
  /** Pictures that can be read. */
  count: number
  /** Files that look like pictures and cannot be read, with the reason in words. */
  broken: { file: string; reason: string }[]
  attributes: AttributeSummary[]
  /** Rows of the label file that name no picture, and pictures without a row. */
  unmatchedRows: number
  unlabelledPictures: number
  /** Columns of the label file that are neither numbers nor a few words. */
  ignoredColumns: string[]
  /** What will be done to the pictures, or left out; a sentence each. */
  notes: string[]
  /** The first twelve pictures as they will be. */
  examples: Images
}

export interface ImportResult {
  dataset: DatasetRecord
  broken: { file: string; reason: string }[]
}
