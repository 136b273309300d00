import { fork, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import type { RungName } from '../../core/records/engine'
import type { CompareDecoding, FromTrainer, ToTrainer } from '../../trainer/messages'
import { environmentFor } from './environment'
import { giveWay } from './priority'
import type { Trainer, TrainerEvents } from './trainer'

/** V8's nursery grows to three times 16 MB. What a step leaves there is little: tensors lie outside of V8's heap. */
const smallNursery = ['--max-semi-space-size=2']

/**
 * A process of its own for tensors: a native library that dies takes nothing with it, a long step delays no decode,
 * and its memory goes back to the system when it ends.
 *
 * It ends by itself when this process goes away.
 */
export class TrainerProcess implements Trainer {
  readonly #child: ChildProcess
  #lastWords = ''
  #isKilled = false

  /** @param file the built file of the trainer's process */
  constructor(file: string, machine: string, rung: RungName, events: TrainerEvents) {
    this.#child = fork(file, [], {
      serialization: 'advanced',
      execArgv: smallNursery,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: environmentFor(rung, machine),
    })
    if (!events.isAwaited) giveWay(this.#child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    // What native libraries print is noise until they die; then it is the best there is.
    this.#child.stderr?.on(
      'data',
      (text: Buffer) => (this.#lastWords = tellingLine(text.toString(), this.#lastWords)),
    )
    this.#child.on('message', (message) => events.onMessage(message as FromTrainer))
    this.#child.on('error', (error) => {
      // A message that did not reach a process that ended meanwhile: its end tells more.
      if (this.#child.pid === undefined) events.onExit(error.message)
    })
    // Not `exit`: what it said last may still be on its way then.
    this.#child.on('close', (code, signal) => {
      if (!this.#isKilled) events.onExit(this.#epitaph(code, signal))
    })
  }

  #epitaph(code: number | null, signal: string | null): string {
    const end = signal ? `it was ended by ${signal}` : `it ended by itself with code ${code}`
    return this.#lastWords ? `${end} (${this.#lastWords})` : end
  }

  tell(message: ToTrainer | CompareDecoding): void {
    if (this.#child.connected) this.#child.send(message)
  }

  kill(): void {
    this.#isKilled = true
    this.#child.kill('SIGKILL')
  }
}

/** The line that names the error; else the last one. */
function tellingLine(text: string, before: string): string {
  const lines = text.trim().split('\n')
  const line = lines.find((candidate) => /error: /i.test(candidate)) ?? (before || lines.at(-1) || '')
  return line.trim().replace(/\.$/, '').slice(0, 300)
}
