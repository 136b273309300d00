import { Worker } from 'node:worker_threads'
import type { RgbPicture } from '../../core/picture/crop'
import type { readPhoto } from '../../dataset'

export type PhotoSource = Parameters<typeof readPhoto>[0]

/** What a thread is started for: a photo is read, or faces are found in one. */
export type PhotoTask = { kind: 'read'; file: PhotoSource } | { kind: 'faces'; picture: RgbPicture }

/** What it says. */
export type FromPhotoThread = { kind: 'done'; result: unknown } | { kind: 'failed'; message: string }

/** What `entry.thread.ts` answers to a task. @throws Error with its sentence */
export async function inThread<T>(thread: string, task: PhotoTask): Promise<T> {
  const worker = new Worker(thread, { workerData: task })
  const working = new Promise<T>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('its thread ended')))
    worker.on('message', (told: FromPhotoThread) => {
      if (told.kind === 'done') resolve(told.result as T)
      else reject(new Error(told.message))
    })
  })
  return working.finally(() => void worker.terminate())
}
