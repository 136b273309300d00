import type { OpenTrainer } from './engine/trainer'

/** Where the service finds what it starts and ships with. Handed in by the entry point, which knows where it lies. */
export interface ServicePaths {
  /** The app's version. */
  version: string
  /** The built file of the trainer's process. */
  trainer: string
  /** The built file of the thread that makes maps; absent where whoever asks for one waits for it. */
  mapThread?: string
  /** The built file of the thread that reads photos and finds faces; absent where whoever asks waits for it. */
  photoThread?: string
  /** The built file that brings the native library. */
  bring: string
  /** Whether it is brought without asking: not on the command line, nor in a packaged app. */
  bringsByItself?: boolean
  /** The demo document, read-only. */
  demo: string
  /** The folder of what belongs to this machine rather than to a document: the native library, test results. */
  machine: string
  /** Opens a trainer in a hidden page; absent where there are no pages. */
  openPage?: OpenTrainer
}
