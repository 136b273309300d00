/** What is told of pictures beside the data. */
import type { Crop, GuestKind, MixParent } from '../../core/records/guest'
import type { Images } from './images'

/** A picture beside the data, as one model sees it. */
export interface GuestView {
  image: number
  name: string
  kind: GuestKind
  /** The images that a mix is mixed of. */
  parents?: number[]
  /** [latentSize] */
  code: Float32Array
}

/** What a guest is to be made of. Pixels of a photo have the size of the data. */
export type GuestWish =
  | { kind: 'photo'; fileName: string; crop: Crop; pixels: Images }
  | { kind: 'sample'; seed: number }
  | { kind: 'mix'; parents: MixParent[] }

/** A picture from outside: a file, or what was on the clipboard. */
export type PhotoFile = { path: string } | { name: string; bytes: Uint8Array }

/** Places and sizes are pixels of the photo, upright and at most 2048 wide or high. */
export interface PhotoView {
  name: string
  width: number
  height: number
  /** Made smaller by `factor`. */
  preview: Images
  factor: number
  middle: Crop
  /** Whether the data are faces, and whether a person may say otherwise. */
  isOfFaces: boolean
  isImported: boolean
}

export interface FaceView {
  box: { x: number; y: number; width: number; height: number }
  /** In [0, 1]. */
  score: number
  crop: Crop
}
