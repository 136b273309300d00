/** What is asked of exports. */
import type { WayToEnlarge } from '../../core/picture/enlarge'
import type { Recipe, RecipeSubject } from '../../core/records/recipe'
import type { TimelineRecord } from '../../core/records/timeline'
import type { FrameFormat } from '../../core/timeline/frames'
import type { Images } from './images'

/** What an exported file shows, and the model that made it. */
export interface RecipeRequest {
  modelId: string
  subject: RecipeSubject
  /** How the pictures were made larger than the model's. */
  enlargement?: WayToEnlarge
}

/** The recipe of a file with the model of the open document that it is for, or why there is none. */
export type Found = { recipe: Recipe } & (
  | {
      modelId: string
      /** Ids of pictures beside the data that it names and that are gone; `guest.bringBack` has them. */
      gone?: string[]
    }
  | { modelId?: never; because: string }
)

export interface TimelineExport {
  timeline: TimelineRecord
  format: FrameFormat
  /** Pixels across, at least those of the model. */
  size: number
  enlargement: WayToEnlarge
  path: string
}

export interface SheetRow {
  label: string
  images: Images
}
