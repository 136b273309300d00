import type { AttributeSummary } from './attribute'

/** The built-in data sets. Each is a pure function of (preset, seed, index), drawn on the user's machine. */
export const presetNames = ['faces', 'big-smiles', 'avatars', 'emoji', 'factors', 'biased-faces'] as const
export type PresetName = (typeof presetNames)[number]

type DatasetSource =
  { kind: 'builtin'; preset: PresetName; seed: number } | { kind: 'folder'; folderName: string }

/** `datasets/ID/dataset.json`. The pixels lie beside it in images.npy (uint8 [count, height, width, 3]). */
export interface DatasetRecord {
  version: 1
  id: string
  name: string
  source: DatasetSource
  count: number
  width: number
  height: number
  attributes: AttributeSummary[]
  /** What a person says of imported pictures; their words tell as long as nobody did. */
  isOfFaces?: boolean
  /** The images that no model may learn from: `splitIndices(count, seed, fraction)`. */
  heldOut: { seed: number; fraction: number }
  /** Who made the art and under which licence; shown in the card and in About. */
  credits: string
  createdAt: string
}

/** The sides that the images of a data set may have here, in pixels. Small ones hold a quarter of the numbers. */
export const imageSizes = [32, 64] as const
export type ImageSize = (typeof imageSizes)[number]
/** The side of an image when nobody asks for another. */
export const imageSize = 64 satisfies ImageSize
/** Images in one data set; more would not fit in memory at 64 x 64 beside a model. */
export const mostImages = 100_000
/** The side of a thumbnail on the map, in pixels. */
export const thumbnailSize = 32
