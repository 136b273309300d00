/** A file of which pieces are read. */
export interface Pieces {
  length: number
  /** Fewer bytes at the end of the file. */
  read: (at: number, length: number) => Promise<Buffer>
}

/** Boxes, chunks or elements that are looked at; a file with more of them before the recipe is not one of ours. */
export const mostSteps = 100_000
