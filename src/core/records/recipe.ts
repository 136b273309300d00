import type { WayToEnlarge } from '../picture/enlarge'
import type { Operation } from './edit'
import type { GridRecord } from './grid'
import type { ModelKind } from './training'
import type { TimelineRecord } from './timeline'

/** What was shown: an edited image, pictures in time, or a grid of variations. */
export type RecipeSubject =
  | { kind: 'edit'; image: number; operations: Operation[] }
  | { kind: 'timeline'; timeline: TimelineRecord }
  | { kind: 'grid'; grid: GridRecord }

/** The model that made a picture; its file of weights says which, whatever it is called. */
interface RecipeModel {
  id: string
  name: string
  kind: ModelKind
  /** SHA-256 of `decoder.onnx`, in hexadecimal. */
  sha256: string
  /** What its training was drawn with. */
  seed: number
}

/** All that is needed to make a picture or a video again where its model is. Carried by every exported file. */
export interface Recipe {
  version: 1
  /** Slerp and its version. */
  software: string
  createdAt: string
  model: RecipeModel
  subject: RecipeSubject
  /** Pictures beside the data that the subject names: only the document that has them can follow it. */
  guests?: { image: number; id: string; name: string }[]
  /** How the pictures were made larger than the model's; super-resolution invents detail. */
  enlargement?: WayToEnlarge
}
