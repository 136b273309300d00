import type { FoundFace } from '../../core/guests/eyes'
import type { RgbPicture } from '../../core/picture/crop'
import { findFaces } from '../../engine'
import { faceFiles } from './files'
import { inThread } from './thread'

/**
 * Faces in a photo, the largest first. In a thread of its own, so that the hand is answered meanwhile; without the
 * thread's built file here, as on the command line and in tests.
 *
 * @throws Error when the finder does not start on this machine
 */
export async function facesIn(picture: RgbPicture, thread: string | undefined): Promise<FoundFace[]> {
  if (thread === undefined) return findFaces(picture, await faceFiles())
  return inThread<FoundFace[]>(thread, { kind: 'faces', picture })
}
