import type { FromTrainer, ToTrainer } from '../trainer/messages'
import type { EngineInfo } from '../protocol/api'
import type { OpenTrainer, Trainer, TrainerEvents } from './engine/trainer'

/** Of the engine, what opens trainers on the rung in use. */
export interface TrainerSource {
  open: OpenTrainer
  info: Pick<EngineInfo, 'inUse'>
}

/** A model that is open in a trainer for as long as one works with it. */
export class OpenedModel {
  /** What is open: another name is another model, or other weights. */
  readonly name: string
  /** @throws why it could not be opened */
  readonly ready: Promise<void>
  readonly #trainer: Trainer
  #fail: (reason: Error) => void = () => {}

  constructor(name: string, open: (events: TrainerEvents) => Trainer, events: TrainerEvents) {
    this.name = name
    let succeed = (): void => {}
    this.ready = new Promise((resolve, reject) => ([succeed, this.#fail] = [resolve, reject]))
    // Who waits for it hears of a failure; nobody need wait.
    this.ready.catch(() => {})
    const hear = (message: FromTrainer): void => {
      if (message.kind === 'opened') succeed()
      // It is this model that does not fit, and the reason is for people.
      if (message.kind === 'failed') this.#fail(new RangeError(message.message))
      events.onMessage(message)
    }
    const exit = (reason: string): void => {
      this.#fail(new Error(reason))
      events.onExit(reason)
    }
    this.#trainer = open({ onMessage: hear, onExit: exit })
  }

  tell(message: ToTrainer): void {
    this.#trainer.tell(message)
  }

  kill(): void {
    this.#fail(new Error('the model was closed'))
    this.#trainer.kill()
  }
}
