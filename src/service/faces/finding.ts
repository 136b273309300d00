import { Worker } from 'node:worker_threads'
import type { FoundFace } from '../../core/guests/eyes'
import type { RgbPicture } from '../../core/picture/crop'
import { findFaces } from '../../engine'
import { faceFiles } from './files'

/** What the thread says. */
export type FromFaceThread = { kind: 'found'; faces: FoundFace[] } | { kind: 'failed'; message: string }

/**
 * Faces in a photo, the largest first. In a thread of its own, so that the hand is answered meanwhile; without the
 * thread's built file here, as on the command line and in tests.
 *
 * @throws Error when the finder does not start on this machine
 */
export async function facesIn(picture: RgbPicture, thread: string | undefined): Promise<FoundFace[]> {
  if (thread === undefined) return findFaces(picture, await faceFiles())
  const worker = new Worker(thread, { workerData: picture })
  const working = new Promise<FoundFace[]>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('its thread ended')))
    worker.on('message', (told: FromFaceThread) => {
      if (told.kind === 'found') resolve(told.faces)
      else reject(new Error(told.message))
    })
  })
  return working.finally(() => void worker.terminate())
}
