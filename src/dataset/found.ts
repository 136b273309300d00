import type { ImageSize } from '../core/records/dataset'
import type { BuiltDataset, WorkOptions } from './build'
import type { BrokenFile } from './folder/scan'
import type { FolderLabels } from './folder/labels'

/** Pictures that were found in a place and can be imported. Nothing has been written. */
export interface Found {
  folder: string
  count: number
  broken: BrokenFile[]
  labels: FolderLabels
  /** What people should know before they import, a sentence each. */
  notes: string[]
  size: ImageSize
  /** The first few that can be read, at most `most`: uint8 [count, size, size, 3]. */
  examples: (most: number) => Promise<Uint8Array>
  /**
   * @returns the pictures, and all files that were left out
   * @throws RangeError when no picture is left; the signal's reason when aborted
   */
  read: (options?: WorkOptions) => Promise<BuiltDataset & { broken: BrokenFile[] }>
}
