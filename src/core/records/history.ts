/**
 * `models/ID/history/index.json`: the moments of a run that were kept. Beside it lies a folder per moment, named by its
 * step in nine digits, with codes.npy (float32 [images, codeSize]) and reconstructions.npy and samples.npy (uint8
 * [count, height, width, 3]).
 */
export interface HistoryRecord {
  version: 1
  /** The pictures whose codes are kept, ascending. */
  images: number[]
  codeSize: number
  /** By ascending step. */
  moments: HistoryMoment[]
}

export interface HistoryMoment {
  step: number
  epoch: number
}
