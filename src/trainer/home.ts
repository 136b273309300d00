import type { RungName } from '../core/records/engine'
import type { Backend } from '../engine/training'
import type { FromTrainer } from './messages'

/** What a trainer needs of the process or the page that it lives in. */
export interface Home {
  open(rung: RungName): Promise<Backend>
  /** Resolves once the message is on its way: megabytes leave in pieces, and everything after them waits. */
  tell(message: FromTrainer): Promise<void>
  /** Lets messages in. */
  breathe(): Promise<void>
  /** The most that was held since it opened, in bytes: by the process, or in a page by the graphics card. */
  memoryBytes(backend: Backend): number
}
