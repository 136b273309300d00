import type { RungName } from '../../core/records/engine'
import type { FromTrainer, ToTrainer } from '../../trainer/messages'

/** A process or a hidden page that holds one rung: for one run, or for one test of the rung. */
export interface Trainer {
  tell(message: ToTrainer): void
  /** Ends it at once and without a word. */
  kill(): void
}

export interface TrainerEvents {
  /** A hand waits for what it does, so that it does not give way to all else. */
  isAwaited?: boolean
  onMessage(message: FromTrainer): void
  /** Called at most once, with what happened in words, when it ended and was not killed. */
  onExit(reason: string): void
}

export type OpenTrainer = (rung: RungName, events: TrainerEvents) => Trainer
