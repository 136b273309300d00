import type { RgbPicture } from '../../core/picture/crop'
import { smaller } from '../../core/picture/smaller'
import { readPhoto } from '../../dataset'
import { inThread, type PhotoSource } from './thread'

/** Longer sides of what the detector looks at and what the window shows, in pixels. */
const [detectorSide, previewSide] = [640, 1024]

type Smaller = ReturnType<typeof smaller>

/** A photo, and smaller copies of it. */
export interface PhotoSizes {
  picture: RgbPicture
  preview: Smaller
  forDetector: Smaller
}

export async function readSizes(file: PhotoSource): Promise<PhotoSizes> {
  const picture = await readPhoto(file)
  const [preview, forDetector] = [smaller(picture, previewSide), smaller(picture, detectorSide)]
  return { picture, preview, forDetector }
}

/** In a thread of its own: unpacking 24 megapixels takes longer than a hand waits. @throws Error in words for people */
export function photoIn(file: PhotoSource, thread: string | undefined): Promise<PhotoSizes> {
  return thread === undefined ? readSizes(file) : inThread<PhotoSizes>(thread, { kind: 'read', file })
}
