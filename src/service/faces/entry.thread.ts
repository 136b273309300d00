import { parentPort, workerData } from 'node:worker_threads'
import { findFaces } from '../../engine'
import { faceFiles } from './files'
import { readSizes } from './reading'
import type { FromPhotoThread, PhotoTask } from './thread'

/** The thread in which one photo is read, or its faces are found. */

/** Pixels are handed over rather than copied. */
const tell = (message: FromPhotoThread, handedOver: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, handedOver)

async function work(task: PhotoTask): Promise<void> {
  if (task.kind === 'faces')
    return tell({ kind: 'done', result: await findFaces(task.picture, await faceFiles()) })
  const result = await readSizes(task.file)
  const pictures = [result.picture, result.preview.picture, result.forDetector.picture]
  tell(
    { kind: 'done', result },
    pictures.map(({ rgb }) => rgb.buffer as ArrayBuffer),
  )
}

work(workerData as PhotoTask).catch((error: unknown) =>
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
)
