import { parentPort, workerData } from 'node:worker_threads'
import type { RgbPicture } from '../../core/picture/crop'
import { findFaces } from '../../engine'
import { faceFiles } from './files'
import type { FromFaceThread } from './finding'

/** The thread in which the faces of one photo are found. */

const tell = (message: FromFaceThread): void => parentPort?.postMessage(message)

faceFiles()
  .then((files) => findFaces(workerData as RgbPicture, files))
  .then(
    (faces) => tell({ kind: 'found', faces }),
    (error: unknown) =>
      tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
