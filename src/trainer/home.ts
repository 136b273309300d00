import type { BackendOptions } from '../engine'
import type { FromTrainer } from './messages'

/** What a trainer needs of the process or the page that it lives in. */
export interface Home {
  backends: BackendOptions
  /** Resolves once the message is on its way: megabytes leave in pieces, and everything after them waits. */
  tell(message: FromTrainer): Promise<void>
  /** Lets messages in. */
  breathe(): Promise<void>
}
