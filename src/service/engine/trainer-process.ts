import { fork, type ChildProcess } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { RungName } from '../../core/records/engine'
import type { FromTrainer, ToTrainer } from '../../trainer/messages'
import { environmentFor } from './environment'
import type { Trainer, TrainerEvents } from './trainer'

/**
 * A process of its own for tensors: a native library that dies takes nothing with it, a long step delays no decode,
 * and its memory goes back to the system when it ends.
 *
 * It ends by itself when this process goes away.
 */
export class TrainerProcess implements Trainer {
  readonly #child: ChildProcess
  #lastWords = ''

  /** @param file the built file of the trainer's process */
  constructor(file: string, rung: RungName, events: TrainerEvents) {
    this.#child = fork(file, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: environmentFor(rung),
    })
    giveWay(this.#child.pid)
    // What native libraries print is noise until they die; then the last line is the best there is.
    this.#child.stderr?.on(
      'data',
      (text: Buffer) => (this.#lastWords = lastLine(text.toString(), this.#lastWords)),
    )
    this.#child.on('message', (message) => events.onMessage(message as FromTrainer))
    this.#child.on('error', (error) => events.onExit(error.message))
    this.#child.on('exit', (code, signal) => {
      if (code !== 0)
        events.onExit(signal ? `it was ended by ${signal}` : `code ${code}. ${this.#lastWords}`.trim())
    })
  }

  tell(message: ToTrainer): void {
    if (this.#child.connected) this.#child.send(message)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}

/** Training has time; the hand that drags has not. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or the system forbids it: it trains at the usual priority.
  }
}

function lastLine(text: string, before: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) || before
}
