import type { Operation } from './edit'

/**
 * A picture that is worked on beside the data of a data set: nothing is learned from it, and no statistics know it.
 *
 * It is named as images are, by a number: `[0, count)` are the data, `count + n` is guest n. A number is never used
 * again, so that an edit always means the same picture.
 */
export interface GuestRecord {
  /** Its own, in every copy of the document: an exported file says by it which picture it was made of. */
  id: string
  datasetId: string
  /** `count + n`. */
  image: number
  name: string
  source: GuestSource
}

/** What a guest is made of. A sample and a mix are of one model; a photo can be shown to all models of its data. */
export type GuestSource =
  /** Its pixels lie in the document, at the size of the data. `crop` says where in the photo they were. */
  | { kind: 'photo'; fileName: string; crop: Crop }
  /** A draw of the model's prior. */
  | { kind: 'sample'; modelId: string; seed: number }
  /** What lies between others, by weights relative to their sum. */
  | { kind: 'mix'; modelId: string; parents: MixParent[] }

export type GuestKind = GuestSource['kind']

export interface MixParent {
  image: number
  weight: number
  /** What was done to it before. */
  operations: Operation[]
}

/** A turned square of a picture, in its pixels after EXIF's orientation; it may reach beyond the edges. */
export interface Crop {
  /** The middle. */
  x: number
  y: number
  /** The length of a side. */
  size: number
  /** Clockwise as seen, in radians: 0 stands upright. */
  angle: number
}

export const longestGuestName = 80
export const fewestParents = 2
export const mostParents = 4
/** Of one data set, those that were removed too. */
export const mostGuests = 1000

/** Guests that a model has a code for. */
export function isOfModel({ source }: Pick<GuestRecord, 'source'>, modelId: string): boolean {
  return source.kind === 'photo' || source.modelId === modelId
}
